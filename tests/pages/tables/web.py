"""Who gets which address of the frame of all pages."""

from tests.pages.who import ANYBODY, EVERYBODY, Form, Other, Page

PAGES: list[Page] = [
    ("home", "/", EVERYBODY),
    ("parts", "/_thanh-phan/", frozenset()),
]

OTHERS: dict[str, Other] = {
    "set_language": ("/ngon-ngu/", frozenset({405, 302})),
}

FORMS: list[Form] = [
    ("set_language", "/ngon-ngu/", {"language": "en"}, ANYBODY),
]
