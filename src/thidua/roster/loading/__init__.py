"""From the sheets of the year to the stored campaign, its indicators, its limits and its roster."""
