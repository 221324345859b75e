"""What the site is made of when it starts: settings, addresses, the database, the WSGI
application.
"""
