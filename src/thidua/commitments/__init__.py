"""A member's commitments of the year, accepted by the committee of the cell."""
