"""Acts that bind others ask once more who it is, when the sign-in is no longer fresh.

The form of the act itself carries the proof (a passkey's answer, a code, a password): nobody is led
away from the page, and nothing typed is lost. How long a sign-in is fresh is a setting
(ACCOUNT_REAUTHENTICATION_TIMEOUT)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django.conf import settings
from django.utils.translation import gettext

from thidua.accounts.forms import ConfirmCodeForm, ConfirmForm
from thidua.accounts.passkey_forms import ConfirmPasskeyForm
from thidua.accounts.passkeys import by_name
from thidua.accounts.sessions import confirmed_lately
from thidua.accounts.viewing import SignedIn, scope_of_request

CODES = frozenset({"totp", "recovery_codes"})


@dataclass(frozen=True)
class StepUp:
    """Whether the acts of a page ask for a proof, which proofs count for this reader, what was
    wrong with one sent.
    """

    due: bool = False
    passkey: bool = False
    code: bool = False
    faults: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """For how long a proof is enough."""
        return int(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT) // 60


def step_up(request: SignedIn) -> StepUp:
    """What the forms of binding acts must carry now. Call it once a request: a proof that came with
    a form is taken.

    A page draws it (`accounts/again.html` in each form) and does the act only when nothing is due.
    Whoever has a second factor proves it with that; a password is enough only where there is none.
    """
    if confirmed_lately(request):
        return StepUp()
    known = scope_of_request(request).second_factors
    passkey = "webauthn" in known and not by_name(request)
    faults = _faults(request, code=bool(known & CODES), passkey=passkey)
    if faults is not None and not faults:
        return StepUp()
    return StepUp(due=True, passkey=passkey, code=bool(known & CODES), faults=faults or ())


def _faults(request: SignedIn, *, code: bool, passkey: bool) -> tuple[str, ...] | None:
    """What is wrong with the proof that a form brought; nothing: it is taken from now on. None: it
    brought none.
    """
    way = _WAYS.get(_brought(request, code=code, passkey=passkey))
    if way is None:
        return None
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        return (gettext("Đã thử quá nhiều lần. Hãy chờ một phút rồi thử lại."),)
    field, make, take = way
    form = make(user=request.user, data={field: request.POST[f"again_{field}"]})
    if not form.is_valid():
        return tuple(str(fault) for faults in form.errors.values() for fault in faults)
    take(request, form)
    return ()


def _brought(request: SignedIn, *, code: bool, passkey: bool) -> str:
    """Which proof lies in the form, of those that count for this reader: the strongest first."""
    counting = {"credential": passkey, "code": code, "password": not code and not passkey}
    sent = request.POST if request.method == "POST" else {}
    return next(
        (field for field, counts in counting.items() if counts and sent.get(f"again_{field}")), ""
    )


def _by_factor(request: SignedIn, form: Any) -> None:
    form.save()


def _by_password(request: SignedIn, form: Any) -> None:
    reauthenticate_by_password(request)


_WAYS: dict[str, tuple[str, Callable[..., Any], Callable[[SignedIn, Any], None]]] = {
    "credential": ("credential", ConfirmPasskeyForm, _by_factor),
    "code": ("code", ConfirmCodeForm, _by_factor),
    "password": ("password", ConfirmForm, _by_password),
}
