"""Who looked at whose file, kept for the person it is about."""
