"""The closed words of the field."""
