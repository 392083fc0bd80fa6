"""The words: RDF ontology, SKOS schemes, gazetteer, and their constants for code."""
