"""Documents that the movement rests on: for whom, linked to what, opened by whom."""
