"""The HTTP API: thin, over the same actions and queries that the pages use."""
