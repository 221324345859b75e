"""From the sheets of facts to stored rows."""
