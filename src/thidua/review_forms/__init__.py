"""The forms of the review as papers: filled, one, a meeting's, a cell's, an organisation's."""
