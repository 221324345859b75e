"""Which provider of identities the environment names; read by the settings, before Django
starts.
"""

from collections.abc import Mapping
from typing import Any

PROVIDER = "chung"
"""How the one provider is called in addresses and in the table of identities."""


def provider_settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """django-allauth's SOCIALACCOUNT_PROVIDERS from THIDUA_OIDC_*; nothing without a server."""
    server = environment.get("THIDUA_OIDC_SERVER", "")
    if not server:
        return {}
    app = {
        "provider_id": PROVIDER,
        "name": environment.get("THIDUA_OIDC_NAME", "OpenID Connect"),
        "client_id": environment.get("THIDUA_OIDC_CLIENT", ""),
        "secret": environment.get("THIDUA_OIDC_SECRET", ""),
        "settings": {
            "server_url": server,
            "uid_field": environment.get("THIDUA_OIDC_UID_FIELD", "sub"),
            "second_factor": environment.get("THIDUA_OIDC_SECOND_FACTOR", "").split(),
        },
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid"], "APPS": [app]}}


def second_factor_words(providers: Mapping[str, Any]) -> list[str]:
    """The words by which the configured provider says that it asked for two factors; none: its word
    does not count.
    """
    configured = providers.get("openid_connect", {}).get("APPS", [])
    return [word for app in configured for word in app["settings"]["second_factor"]]
