"""From the sheet of decisions to stored rows."""
