"""The rating board: one committee, the subjects it decides or proposes, and the level it chooses for each."""
