"""From files to N-Quads: sources, texts, reports, statements."""
