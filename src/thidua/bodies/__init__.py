"""Bodies beside the tree: advisory bodies, mass organisations, authorities, employers."""
