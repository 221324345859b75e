"""Levels decided before the product was used, from their sheet to stored rows."""
