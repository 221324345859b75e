"""People and the tree changed by hand: looked at beforehand, done, taken back."""
