"""Launching the year: made, checked, launched, amended; plans of upper-level bodies."""
