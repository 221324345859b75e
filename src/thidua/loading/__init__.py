"""Checking, comparing and writing the rows of a sheet: what every room's loader stands on."""
