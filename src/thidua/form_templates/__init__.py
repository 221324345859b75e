"""Word templates of an office's own for the forms that the product prints."""
