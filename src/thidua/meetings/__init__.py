"""The meetings in which collectives and people look at themselves, and what is said there."""
