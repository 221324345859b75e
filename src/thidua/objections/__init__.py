"""Whoever does not agree with a decided level or an award objects; the committee above answers."""
