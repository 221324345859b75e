"""Loading the sheets of a year as a whole."""
