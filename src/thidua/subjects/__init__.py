"""Looking around: home, search, the tree, an organisation, a subject's rating with its reasons."""
