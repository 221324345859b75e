"""What the page frame needs on every page. Rooms above tell it what they know through
`FRAME`.
"""

import secrets
from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest

from thidua.web.registry import Registry

Part = Callable[[HttpRequest], Mapping[str, object]]

FRAME: Registry[Part] = Registry("parts of the page frame")
"""Each is called once a page, so what asks the database must be lazy."""

TOKEN_PLACE = f"token-{secrets.token_hex(24)}"
"""Stands where a page that is kept will carry the token of its forms: another word in every
process, so that nothing anybody writes can be taken for it.
"""


def frame(request: HttpRequest) -> dict[str, object]:
    filled: dict[str, object] = {"demo": settings.DEMO, "told_on": settings.TODAY}
    if getattr(request, "token_in_its_place", False):
        filled["csrf_token"] = TOKEN_PLACE
    for part in FRAME:
        filled.update(part(request))
    return filled
