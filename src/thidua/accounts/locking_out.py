"""Failed attempts: whether an account waits because of them, and letting it try again at once.

django-allauth counts them for a name (whether it exists or not) and for an address of the network,
in the cache that all processes share; the limits stand in the settings (ACCOUNT_RATE_LIMITS). Wrong
tokens are counted in the same way, for an address of the network."""

import time
from collections.abc import Iterable, Iterator

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from thidua.accounts.models import User

APP, FAILED, WRONG_TOKEN = "allauth.account", "login_failed", "wrong_token"


def name_key(username: str) -> str:
    """Under which the attempts with a user name are counted, at whatever address of the site."""
    return username.strip().casefold()


def _counted(user: User) -> Iterator[tuple[ratelimit.Rate, str]]:
    """Every limit that holds for an account (its password, its second factor), with the key of its
    count.
    """
    for rate in ratelimit.get_rates(app=APP, action=FAILED):
        for key in (name_key(user.username), f"mfa-auth-user-{user.pk}"):
            if rate.per == "key":
                yield (
                    rate,
                    ratelimit.get_cache_key(
                        HttpRequest(), app=APP, action=FAILED, rate=rate, key=key
                    ),
                )


def is_locked_out(user: User) -> bool:
    """Whether so many attempts failed that even the right password waits, wherever it is tried
    from.
    """
    return _full(_counted(user))


def count_wrong_token(request: HttpRequest) -> bool:
    """Count a wrong token; False when so many came from there that it is not even looked at."""
    return ratelimit.consume(request, app=APP, action=WRONG_TOKEN, limit_get=True) is not None


def _full(counted: Iterable[tuple[ratelimit.Rate, str]]) -> bool:
    """Whether any of these counts has reached its limit."""
    rates, now = list(counted), time.time()
    known = cache.get_many([key for _, key in rates])
    return not all(
        ratelimit.apply_rate(known.get(key, []), now, rate, dry_run=True)[0] for rate, key in rates
    )


def forget_failed_attempts(user: User) -> None:
    """Let an account that was locked out try again at once."""
    cache.delete_many([key for _, key in _counted(user)])
