"""The faces of reportgraph: command line and server."""
