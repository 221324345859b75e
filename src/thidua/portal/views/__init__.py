"""What the browser gets of the portal: public pages for everybody, publishing for the province's
officer.
"""
