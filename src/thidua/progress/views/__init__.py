"""Pages of the room: forms to actions, queries to pages; only the addresses import them."""
