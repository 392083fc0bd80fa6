"""The store as rdflib sees it, through oxrdflib."""

from __future__ import annotations

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from ontology.vocabulary import PREFIXES


class CountingStore(OxigraphStore):
    """oxrdflib's store, but for its length: it asks a query over all triples for it, and pyshacl asks for it at every finding."""

    def __len__(self, context: Graph | None = None) -> int:
        alone = next(iter(self._inner.named_graphs()), None) is None
        return len(self._inner) if alone else int(super().__len__(context))


def to_rdflib(store: ox.Store) -> Graph:
    """An rdflib Graph over the default graph of a store, with the project's prefixes bound."""
    graph = Graph(CountingStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base, replace=True)
    return graph
