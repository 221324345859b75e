"""From the sheet of proposals to stored rows."""
