"""Who gets the page and the files of one's own year: whoever has a member's file."""

from tests.pages.who import Other, Page

OWN = frozenset({"member", "member_outside"})

PAGES: list[Page] = [
    ("own_file", "/nam/2021/cua-toi/", OWN),
    ("own_file_taken", "/nam/2021/cua-toi/ho-so.json", OWN),
    ("own_file_taken", "/nam/2021/cua-toi/ho-so.pdf", OWN),
]

OTHERS: dict[str, Other] = {
    "own_file": ("/nam/1901/cua-toi/", frozenset({302, 404})),
    "own_file_taken": ("/nam/2021/cua-toi/ho-so.docx", frozenset({302, 404})),
}
