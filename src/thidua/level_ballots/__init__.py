"""Levels by ballot: who is voted on at a unit, by which rule, what the count came to."""
