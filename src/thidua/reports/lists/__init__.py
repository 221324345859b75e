"""The lists of a year: what they show, in which order, narrowed to what."""
