"""What was reached: the rulebook applied to everybody on the roster."""
