"""How a year's review is held: procedure and forms, and what a locality sets in them."""
