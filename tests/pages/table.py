"""Every address × everybody: what each gets to see, and who may send each form. A room has its
part in `tests/pages/tables/<room>.py`, found by itself: add your address there, one line.

How to add one:

* a page that people look at → one line in `PAGES`: its name, an address in the small province of
  `tests/web/town.py`,
  and who gets it. Everybody else who signed in gets 404 there, the anonymous are sent to sign in.
  An address inside
  somebody's part of the tree and one outside of it are two lines (`_outside` members of the cast
  stand in the other
  half of the tree).
* an address of the API → the same in `API`.
* an address that answers alike to everybody, or only takes forms → one line in `OTHERS`: what it
  answers to a look.
* an address that takes a form (POST) → one line in `FORMS` as well: name, address, what is sent,
  who may send it.
  Whoever may not is refused (403 or 404; the anonymous are sent to sign in) and nothing at all is
  written; whoever
  may is answered with anything else (a mistake in the form is fine). Send a value that needs making
  anew each
  time (a file, a version) as a function without arguments.

A page that takes no form says so with `@require_GET`. What is missing here fails
`test_who_sees_what.py`."""

from importlib import import_module
from pathlib import Path

from tests.pages.who import Form, Other, Page

PAGES: list[Page] = []
"""Others who signed in get 404, the anonymous are sent to sign in."""
API: list[Page] = []
"""As pages, but the anonymous are told to sign in (401)."""
OTHERS: dict[str, Other] = {}
"""Addresses that answer alike to everybody, or that only take forms."""
FORMS: list[Form] = []
OPEN = {"parts"}  # the anonymous are not even sent to sign in: for them it is not there

for path in sorted(Path(__file__).with_name("tables").glob("*.py")):
    room = import_module(f"tests.pages.tables.{path.stem}")
    PAGES += getattr(room, "PAGES", [])
    API += getattr(room, "API", [])
    OTHERS |= getattr(room, "OTHERS", {})
    FORMS += getattr(room, "FORMS", [])
