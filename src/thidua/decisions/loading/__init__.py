"""From the sheets of decisions and proposals to stored rows."""
