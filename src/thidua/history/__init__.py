"""What changed, when, by whom and in which act: recorded by database triggers."""
