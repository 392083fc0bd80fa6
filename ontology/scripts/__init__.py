"""Scripts that generate Turtle of the ontology from well-kept packages; their output is committed."""
