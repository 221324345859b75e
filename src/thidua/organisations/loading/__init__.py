"""From parsed sheets to stored rows: checks against the database, comparison, writing of whole
sets.
"""
