"""Request handlers of decisions."""
