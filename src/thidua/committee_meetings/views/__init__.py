"""The pages of a deciding committee's meeting."""
