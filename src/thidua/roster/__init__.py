"""Who is rated this year and who is not, frozen as of one day."""
