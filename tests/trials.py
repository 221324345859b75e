"""How much a trial tries: all of it in `make trials`, a seeded tenth in the suite.

A trial is a test that could go on for ever: odd requests, kills, damaged files, properties. It is
marked `@pytest.mark.trial` and takes its number from `trial_size`.
"""

import os

WHOLE = os.environ.get("THIDUA_TRIALS") == "1"
SHARE = 10


def trial_size(whole: int, share: int = SHARE) -> int:
    """How many cases, rounds or examples to try now, at least one; `whole`: in `make trials`, of
    which the suite tries one in `share`.
    """
    return whole if WHOLE else max(1, whole // share)
