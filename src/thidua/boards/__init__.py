"""What was chosen: one committee, the subjects it decides or proposes, and the level it chooses for
each.
"""
