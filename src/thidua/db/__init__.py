"""PostgreSQL as we use it: COPY, prepared statements, marks of changes, a lost connection, rescued
jobs.
"""
