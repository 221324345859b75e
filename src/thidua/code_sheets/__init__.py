"""Accounts for a whole cell: one-time codes on paper, handed over by its secretary."""
