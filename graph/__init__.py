"""The store and what is made of it: export, validation, networks, pictures."""
