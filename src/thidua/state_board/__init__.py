"""Where every unit stands in every step of the year; who is excused, who is reminded."""
