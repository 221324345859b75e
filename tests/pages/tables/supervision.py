"""The history, and what should be looked at."""

from tests.pages.who import Page

PAGES: list[Page] = [
    ("history", "/lich-su/", frozenset({"province", "auditor"})),
    (
        "history",
        "/lich-su/?kind=deciding&who=a&first=01/12/2021",
        frozenset({"province", "auditor"}),
    ),
    (
        "watch",
        "/nam/2021/can-xem/",
        frozenset({"province", "upper_level", "upper_level_outside", "inspector"})
        | {"inspector_outside"},
    ),
    (
        "watch",
        "/nam/2021/can-xem/?kind=deviating",
        frozenset({"province", "upper_level", "upper_level_outside", "inspector"})
        | {"inspector_outside"},
    ),
]
