"""What the page frame needs on every page. Rooms above tell it what they know through
`FRAME`.
"""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest

from thidua.web.demo_note import page_note
from thidua.web.registry import Registry

Part = Callable[[HttpRequest], Mapping[str, object]]

FRAME: Registry[Part] = Registry("parts of the page frame")
"""Each is called once a page, so what asks the database must be lazy."""


def frame(request: HttpRequest) -> dict[str, object]:
    filled: dict[str, object] = {
        "demo": settings.DEMO,
        "demo_day": settings.TODAY,
        "demo_note": page_note(),
    }
    for part in FRAME:
        filled.update(part(request))
    return filled
