"""Papers as an office prints them. PURE: knows no Django and nothing of what the papers say."""
