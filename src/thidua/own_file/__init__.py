"""Everything of a year that somebody may see about themself: a page, and one file to take along."""
