"""What a locality may set of its ballots; nothing here comes from a regulation."""

import datetime as dt

FREE_TRIES = 5
"""Wrong closing codes in a row before nobody may try for a while (local)."""
CODES_WAIT = dt.timedelta(minutes=15)
"""How long that while is (local)."""
