"""What the browser gets of the import: uploads, and the ways of reading that are remembered."""
