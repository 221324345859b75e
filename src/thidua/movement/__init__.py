"""A year's work as a level above sees it: counted on any day, with the list behind each number."""
