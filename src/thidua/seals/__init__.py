"""A chain of salted digests: whoever changes what was finished is seen (docs/flows/seals.md)."""
