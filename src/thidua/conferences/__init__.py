"""Launch conferences: invited, present, concluded, with minutes."""
