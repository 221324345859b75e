"""Whose attempts are counted: what our own proxy says, and nobody else's word."""

from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django.test import RequestFactory

SAID = "203.0.113.9"


def _counted(near: str, said: str = SAID) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR=near, headers={"x-forwarded-for": said})
    return str(get_adapter().get_client_ip(request))


@pytest.fixture(autouse=True)
def behind_nginx(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def test_our_proxy_says_who_it_is() -> None:
    assert _counted("127.0.0.1") == SAID
    assert _counted("127.0.0.1", said=f"198.51.100.1, {SAID}") == SAID


@pytest.mark.parametrize("near", ["10.0.0.7", "2001:db8::1"])
def test_whoever_comes_past_it_chooses_no_address(near: str) -> None:
    assert _counted(near) == near


def test_without_a_proxy_nobody_chooses_one(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert _counted("127.0.0.1") == "127.0.0.1"
