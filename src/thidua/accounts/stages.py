"""What a sign-in goes through."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from thidua.accounts.oidc import second_factor_elsewhere


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """The second factor, unless the provider of identities asked for one and its word counts."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return bool(super()._should_handle(request)) and not second_factor_elsewhere(
            request, self.login.user
        )
