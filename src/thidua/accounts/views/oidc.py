"""The way to a provider of identities and back: authorization code, PKCE, state, nonce, on
django-allauth's own.

django-allauth asks the provider with the access token who somebody is, and reads the ID token
without its signature. Here the ID token counts, and only as the answer to this very sign-in; of
what it says the identifier alone goes on."""

import secrets
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from thidua.accounts.oidc_tokens import (
    IdentityRefusedError,
    claims_of,
    proved_at,
    shows_second_factor,
)

ENDPOINTS = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
LONGEST = 191
"""Characters of an identifier that are kept."""
LATELY = "60"
"""Seconds: whoever proved longer ago at the provider who they are is asked again to confirm it."""


class IdentityFlow(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One sign-in at the provider. `nonce` is what its answer must repeat."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider publishes of itself; under the name that it was configured by, and
        complete.
        """
        if not hasattr(self, "_config"):
            address = self.get_provider().server_url
            config = self._fetched(address)
            if not all(isinstance(config.get(name), str) for name in ENDPOINTS):
                raise IdentityRefusedError("discovery: incomplete")
            if config["issuer"].rstrip("/") != address.partition("/.well-known/")[0].rstrip("/"):
                raise IdentityRefusedError("discovery: another issuer")
            self._config = config
        return self._config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **more: Any) -> Any:
        """Who the provider is sure came back. Raises IdentityRefusedError."""
        config = self.openid_config
        claims = claims_of(
            more["response"].get("id_token"),
            keys=self._fetched(config["jwks_uri"]),
            issuer=config["issuer"],
            client=app.client_id,
            nonce=self.nonce,
        )
        field = app.settings["uid_field"]
        identifier = {field: self._identifier(field, claims, token)}
        login = self.get_provider().sociallogin_from_response(request, {"id_token": identifier})
        login.second_factor = shows_second_factor(claims, frozenset(app.settings["second_factor"]))
        login.proved_at = proved_at(claims)
        login.account.extra_data = _remembered(login)
        return login

    def _identifier(self, field: str, claims: dict[str, Any], token: Any) -> str:
        """The claim that names a person, from the token or else from what the provider tells of the
        same person.
        """
        claimed = claims
        if field not in claims:
            claimed = self._fetched(
                self.openid_config.get("userinfo_endpoint", ""),
                Authorization=f"Bearer {token.token}",
            )
            if claimed.get("sub") != claims["sub"]:
                raise IdentityRefusedError("userinfo: of another person")
        found = str(claimed.get(field) or "")
        if not 0 < len(found) <= LONGEST:
            raise IdentityRefusedError("no identifier")
        return found

    def _fetched(self, address: str, **headers: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, headers=headers)
            answer.raise_for_status()
            found = answer.json()
        if not isinstance(found, dict):
            raise IdentityRefusedError("not an object")
        return found


def _remembered(login: Any) -> dict[str, bool]:
    """All that is kept of what the provider tells: whether it ever showed this account's second
    factor.
    """
    account = login.account
    earlier = SocialAccount.objects.filter(
        provider=account.provider, uid=account.uid, extra_data__second_factor=True
    )
    return {"second_factor": True} if login.second_factor or earlier.exists() else {}


class _Return(OAuth2CallbackView):  # type: ignore[misc]
    """Back from the provider, with what was kept when leaving."""

    def _get_state(
        self, request: HttpRequest, provider: Any
    ) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


def _flow(request: HttpRequest, provider_id: str) -> tuple[IdentityFlow, Any]:
    flow = IdentityFlow(request, provider_id)
    try:
        provider = flow.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    provider.oauth2_adapter_class = IdentityFlow
    return flow, provider


@never_cache
@require_safe
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider. Nothing of the address goes with it but where the reader wants to end up
    here.
    """
    _, provider = _flow(request, provider_id)
    nonce = secrets.token_urlsafe(24)
    parameters = {"nonce": nonce}
    levels = [
        factor.removeprefix("acr:")
        for factor in provider.app.settings["second_factor"]
        if factor.startswith("acr:")
    ]
    if levels:
        parameters["acr_values"] = " ".join(levels)
    if request.user.is_authenticated:  # who is signed in comes to confirm it
        parameters["max_age"] = LATELY
    try:
        gone: HttpResponse = provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params=parameters,
            nonce=nonce,
        )
    except (RequestException, IdentityRefusedError) as error:
        return render_authentication_error(request, provider, exception=error)  # type: ignore[no-any-return]
    return gone


@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the provider."""
    flow, _ = _flow(request, provider_id)
    return _Return.adapter_view(flow)(request)  # type: ignore[no-any-return]
