"""Request handlers of the room."""
