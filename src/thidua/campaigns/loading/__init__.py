"""From the sheets of the year to the stored campaign, its indicators and its limits."""
