"""From the sheet of the year to the stored campaign and its roster."""
