"""Who gets which address of the API."""

from typing import Any

from tests.pages.tables.boards import a_member
from tests.pages.who import ABOVE_CELL, EVERYBODY, IN_CELL, OFFICERS, Form, Other, Page


def a_choice() -> list[dict[str, Any]]:
    """A choice as the board sends it, as the API takes it."""
    entry, seen, _ = a_member().split(".")
    return [{"entry": int(entry), "seen": int(seen), "level": "good"}]


API: list[Page] = [
    ("api_me", "/api/v1/me", EVERYBODY),
    ("api_years", "/api/v1/years", EVERYBODY),
    ("api_year", "/api/v1/years/2021", EVERYBODY),
    ("api_year", "/api/v1/years/1999", frozenset()),
    ("api_organisations", "/api/v1/organisations?q=gia", EVERYBODY),
    ("api_organisations", "/api/v1/organisations?parent=GL01", ABOVE_CELL),
    ("api_organisation", "/api/v1/organisations/XD", frozenset({"province", "auditor"})),
    ("api_organisation", "/api/v1/organisations/GL01A", IN_CELL),
    ("api_organisation", "/api/v1/organisations/none", frozenset()),
    ("api_calendar", "/api/v1/years/2021/calendar", EVERYBODY),
    ("api_calendar", "/api/v1/years/1999/calendar", frozenset()),
    ("api_directives", "/api/v1/years/2021/directives", EVERYBODY),
    ("api_registrations", "/api/v1/years/2021/registrations", EVERYBODY),
    ("api_registration", "/api/v1/years/2021/registrations/GL01", ABOVE_CELL),
    ("api_tasks", "/api/v1/years/2021/tasks", EVERYBODY),
    ("api_tasks", "/api/v1/years/2021/tasks?organisation=GL01", EVERYBODY),
    ("api_task", "/api/v1/years/2021/tasks/9702", ABOVE_CELL),
    ("api_task", "/api/v1/years/2021/tasks/9703", frozenset()),
    ("api_targets", "/api/v1/years/2021/targets/GL01", ABOVE_CELL),
    ("api_commitment", "/api/v1/years/2021/commitment", frozenset()),
    ("api_board", "/api/v1/years/2021/boards/organisation/XD", frozenset({"province", "auditor"})),
    ("api_board", "/api/v1/years/2021/boards/member/GL01", ABOVE_CELL),
    ("api_board", "/api/v1/years/2021/boards/member/GL01A", IN_CELL),
    ("api_board", "/api/v1/years/1999/boards/member/GL01", frozenset()),
    ("api_pools", "/api/v1/years/2021/boards/member/GL01/pools", ABOVE_CELL),
    ("api_rating", "/api/v1/years/2021/ratings/organisation/GL01", ABOVE_CELL),
    ("api_rating", "/api/v1/years/2021/ratings/leader/DV0001?organisation=GL01", ABOVE_CELL),
    ("api_rating", "/api/v1/years/2021/ratings/member/DV0003", IN_CELL | {"member"}),
    ("api_rating", "/api/v1/years/1999/ratings/member/DV0003", frozenset()),
    ("api_figures", "/api/v1/years/2021/figures", EVERYBODY),
    ("api_frameworks", "/api/v1/frameworks", EVERYBODY),
    ("api_framework", "/api/v1/frameworks/hd21_2019/member", EVERYBODY),
    ("api_framework", "/api/v1/frameworks/hd21_2019/none", frozenset()),
    ("api_framework_of_year", "/api/v1/years/2021/frameworks/member", EVERYBODY),
]

OTHERS: dict[str, Other] = {
    "api": ("/api/", frozenset({200})),
    "api_description": ("/api/v1/openapi.json", frozenset({200})),
    "api_root": ("/api/v1/", frozenset({302})),
    "api-root": ("/api/v1/", frozenset({302})),
    "api_other": ("/api/v2/", frozenset({404})),
    "api_choices": ("/api/v1/years/2021/boards/member/GL01/choices", frozenset({405})),
    "api_note": ("/api/v1/years/2021/tasks/9702/notes", frozenset({405})),
    "api_published_years": ("/api/v1/public/years", frozenset({200})),
    "api_published_year": ("/api/v1/public/years/2021", frozenset({404})),
}

FORMS: list[Form] = [
    (
        "api_choices",
        "/api/v1/years/2021/boards/member/GL01/choices",
        {"choices": a_choice},
        OFFICERS,
    ),
    (
        "api_choices",
        "/api/v1/years/2021/boards/member/GL01A/choices",
        {"choices": a_choice},
        OFFICERS | {"cell"},
    ),
    (
        "api_note",
        "/api/v1/years/2021/tasks/9702/notes",
        {"on": "2021-09-05", "text": "Thôn 3 bắt đầu"},
        frozenset({"grassroots"}),
    ),
]
