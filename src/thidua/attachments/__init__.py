"""Files that people send: told by their content, kept once, shown to whom their owners' rooms
allow.
"""
