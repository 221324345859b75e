"""What an officer who decides set up at the first sign-in; every test officer who needs it has it."""

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.accounts.permissions import needs_second_factor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""The key of everybody's second factor in the tests."""


def give_second_factor(user: User) -> None:
    """Only to those whose roles need it."""
    if needs_second_factor(user, scope_of(user)):
        TOTP.activate(user, SECRET)


def code_now(secret: str = SECRET, *, step: int = 0) -> str:
    """What the phone shows at this moment, or so many half minutes later."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + step)))
