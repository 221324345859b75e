"""The year's review: what a person writes of themself, what a collective writes of itself, and who
has sent it.
"""
