"""How often, how far, when: rules of the house, "local", in no regulation, confirmed by nobody."""

import datetime as dt

REMIND_AGAIN_AFTER = dt.timedelta(hours=48)
"""A unit is not reminded of the same thing sooner, by whomever: two nights lie between, in which
who was reminded can do it; three officers above a cell would otherwise remind it three times a day.
"""

PROMISE_WITHIN = dt.timedelta(days=60)
"""A day further away is no promise."""

QUIET_FROM, QUIET_UNTIL = dt.time(21, 0), dt.time(6, 30)
"""No letter goes out between these, by the province's clock: what happens at night waits."""

READ_KEPT_FOR = dt.timedelta(days=180)
"""Notices that were read, and letters that are done with, go after half a year: a rated year, with
what is objected to it, is over by then. The history of what happened stays.
"""

LINK_GOOD_FOR = dt.timedelta(hours=48)
"""For so long the link that confirms an address can be used, once."""

RETRY_AFTER = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
"""How long a letter waits after each answer "later" of the mail server; the last counts again and
again: a server that is away for days loses nothing.
"""

LINKS_A_DAY = 5
"""So many links may one account ask for in a day: they go to an address that nobody proved yet."""

DIGEST_LOOKS_AHEAD = dt.timedelta(days=14)
"""The weekly letter names the days by which something is due so far ahead."""
