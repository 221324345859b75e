"""Request to action or query, and back."""
