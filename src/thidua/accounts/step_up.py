"""Acts that bind others ask once more who it is, when the sign-in is no longer fresh.

The form of the act itself carries the proof (a passkey's answer, a code, a password): nobody is led
away from the page, and nothing typed is lost. How long a sign-in is fresh is a setting
(ACCOUNT_REAUTHENTICATION_TIMEOUT)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from thidua.accounts.forms import ConfirmCodeForm, ConfirmForm
from thidua.accounts.oidc import oidc_name
from thidua.accounts.oidc_settings import PROVIDER
from thidua.accounts.passkey_forms import ConfirmPasskeyForm
from thidua.accounts.passkeys import by_name
from thidua.accounts.passwords import LONGEST
from thidua.accounts.sessions import confirmed_lately
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.web.queries import QueryForm

CODES = frozenset({"totp", "recovery_codes"})


class ProofQuery(QueryForm):
    """The proof that comes with the form of an act (`accounts/again.html`)."""

    again_credential = forms.CharField(required=False, strip=False)
    again_code = forms.CharField(
        required=False, strip=False, widget=forms.TextInput({"maxlength": "20"})
    )
    again_password = forms.CharField(
        required=False, strip=False, widget=forms.PasswordInput({"maxlength": str(LONGEST)})
    )


@dataclass(frozen=True)
class StepUp:
    """Whether the acts of a page ask for a proof, which proofs count for this reader, what was
    wrong with one sent.

    `elsewhere` is where a provider of identities confirms them; `by_name` where this page has a
    name, for a reader whose passkeys need one and who has nothing else.
    """

    due: bool = False
    passkey: bool = False
    code: bool = False
    password: bool = False
    elsewhere: str = ""
    by_name: str = ""
    faults: tuple[str, ...] = ()
    typed: bool = False
    """Whether a form was sent: what was typed in it is still there."""

    @property
    def minutes(self) -> int:
        """For how long a proof is enough."""
        return int(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT) // 60

    @property
    def provider(self) -> str:
        """What the provider of identities is called."""
        return oidc_name()


def step_up(request: SignedIn) -> StepUp:
    """What the forms of binding acts must carry now. Call it once a request: a proof that came with
    a form is taken.

    A page draws it (`accounts/again.html` in each form) and does the act only when nothing is due.
    Whoever has a second factor proves it with that; a password is enough only where there is none.
    """
    scope = scope_of_request(request)
    if confirmed_lately(request, scope):
        return StepUp()
    wanted = _wanted(request, scope.proofs)
    faults = _faults(request, wanted)
    if faults is not None and not faults:
        return StepUp()
    return replace(wanted, faults=faults or ())


def _wanted(request: SignedIn, proofs: frozenset[str]) -> StepUp:
    """Which of the proofs of an account count at this address."""
    named, code = by_name(request), bool(proofs & CODES)
    elsewhere = reverse("openid_connect_login", args=[PROVIDER]) if "elsewhere" in proofs else ""
    passkey = "webauthn" in proofs
    return StepUp(
        due=True,
        typed=request.method == "POST",
        passkey=passkey and not named,
        code=code,
        password=not proofs,
        elsewhere=elsewhere,
        by_name=named if passkey and not code and not elsewhere else "",
    )


def _faults(request: SignedIn, wanted: StepUp) -> tuple[str, ...] | None:
    """What is wrong with the proof that a form brought; nothing: it is taken from now on. None: it
    brought none.
    """
    proofs = ProofQuery.read(request.POST)
    way = _WAYS.get(_strongest(proofs, wanted))
    if way is None:
        return None
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        return (gettext("Đã thử quá nhiều lần. Hãy chờ một phút rồi thử lại."),)
    field, make, take = way
    form = make(user=request.user, data={field: proofs[f"again_{field}"]})
    if not form.is_valid():
        return tuple(str(fault) for faults in form.errors.values() for fault in faults)
    take(request, form)
    return ()


def _strongest(proofs: dict[str, str], wanted: StepUp) -> str:
    """Which proof lies in the form, of those that count for this reader: the strongest first."""
    counting = {"credential": wanted.passkey, "code": wanted.code, "password": wanted.password}
    return next(
        (field for field, counts in counting.items() if counts and proofs[f"again_{field}"]), ""
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
