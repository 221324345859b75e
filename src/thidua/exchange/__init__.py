"""The six workbooks as wholes: import in one transaction, export that loads again, templates."""
