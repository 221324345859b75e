"""What a locality may set of its ballots (THIDUA_BALLOT_…); no regulation says any of it."""

import datetime as dt

from django.conf import settings

FREE_TRIES: int = settings.BALLOT_CODE_TRIES
"""Wrong closing codes in a row before nobody may try for a while (local)."""
CODES_WAIT = dt.timedelta(minutes=settings.BALLOT_CODE_WAIT)
"""How long that while is (local)."""
