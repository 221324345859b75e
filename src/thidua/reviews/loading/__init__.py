"""From the sheets of facts and decisions to stored rows."""
