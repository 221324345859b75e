"""How far indicators got: readings by month or quarter, what they come to, ranks with a source."""
