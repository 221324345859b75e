"""The pages of opinions."""
