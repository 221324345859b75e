"""Registrations read above: each clarity accepted or returned; tasks passed down, taken up."""
