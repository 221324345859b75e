"""What the browser gets of accounts: sign-in, one's own account, lending a role, and looking after
accounts.
"""
