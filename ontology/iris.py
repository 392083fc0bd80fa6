"""IRIs, and the start that the IRIs of a namespace share."""

from __future__ import annotations


class Iri(str):
    """An absolute IRI; a plain string wherever one is wanted."""

    __slots__ = ()

    @property
    def nt(self) -> str:
        """The IRI as N-Quads, Turtle and SPARQL write it."""
        return f"<{self}>"

    @property
    def local(self) -> str:
        """What follows the last # or / of the IRI."""
        return self.replace("#", "/").rpartition("/")[2]


class Base(Iri):
    """The start that all IRIs of one namespace share."""

    __slots__ = ()

    def term(self, local: str) -> Iri:
        """The IRI of a local name in this namespace."""
        return Iri(self + local)
