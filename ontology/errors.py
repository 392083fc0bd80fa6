"""The errors a user can cause: each message is one sentence that names the file or term and the next step."""


class ReportGraphError(Exception):
    """Base of every error that is shown as one sentence instead of a traceback."""


class SourceError(ReportGraphError):
    """A file cannot be read or holds no report."""


class StoreError(ReportGraphError):
    """A store cannot be opened, read or written."""


class QueryError(ReportGraphError):
    """A question is unknown, is not valid SPARQL, or lacks a parameter."""


class ParameterError(QueryError):
    """A parameter of a saved question is missing, unknown, or names nothing in the graph."""


class OntologyError(ReportGraphError):
    """A Turtle file of the ontology is broken or contradicts itself."""


class ServerError(ReportGraphError):
    """The server cannot be started as asked."""
