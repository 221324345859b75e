"""Failed attempts: whether an account waits because of them, and letting it try again at once.

django-allauth counts them for a name (whether it exists or not) and for an address of the network, in the cache that
all processes share; the limits stand in the settings (ACCOUNT_RATE_LIMITS).
"""

import time
from collections.abc import Iterator

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from thidua.accounts.models import User

APP, FAILED = "allauth.account", "login_failed"


def name_key(username: str) -> str:
    """Under which the attempts with a user name are counted, at whatever address of the site."""
    return username.strip().casefold()


def _counted(user: User) -> Iterator[tuple[ratelimit.Rate, str]]:
    """Every limit that holds for an account (its password, its second factor), with the key of its count."""
    for rate in ratelimit.get_rates(app=APP, action=FAILED):
        for key in (name_key(user.username), f"mfa-auth-user-{user.pk}"):
            if rate.per == "key":
                yield rate, ratelimit.get_cache_key(HttpRequest(), app=APP, action=FAILED, rate=rate, key=key)


def is_locked_out(user: User) -> bool:
    """Whether so many attempts failed that even the right password waits, wherever it is tried from."""
    now = time.time()
    return not all(ratelimit.apply_rate(cache.get(key, []), now, rate, dry_run=True)[0] for rate, key in _counted(user))


def forget_failed_attempts(user: User) -> None:
    """Let an account that was locked out try again at once."""
    cache.delete_many([key for _, key in _counted(user)])
