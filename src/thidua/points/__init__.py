"""The emulation standing: points by a bloc's own criteria, counted, scored, checked and settled."""
