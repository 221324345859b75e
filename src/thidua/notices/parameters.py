"""How often, and how far: rules of the house, "local", in no regulation."""

import datetime as dt

REMIND_AGAIN_AFTER = dt.timedelta(hours=48)
"""A unit is not reminded of the same thing sooner, by whomever."""

PROMISE_WITHIN = dt.timedelta(days=60)
"""A day further away is no promise."""
