"""Request handlers of changes."""
