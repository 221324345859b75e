"""Uploads in the states in which people meet them: faulty, ready, loaded; and every address and
form about them.
"""

import datetime as dt
from pathlib import Path

from tests.exchange import cast
from thidua.accounts.models import User
from thidua.exchange import actions, working
from thidua.exchange.actions import Sent
from thidua.exchange.books import Book
from thidua.exchange.models import Upload

NEW = {
    "code": "DV9001",
    "full_name": "Đỗ Thị Mới",
    "cell": "GL01A",
    "status": "official",
    "from": dt.date(2021, 1, 1),
}


def _sent(path: Path, officer: User) -> Upload:
    upload = actions.send_files(
        files=[Sent(path.name, path.read_bytes())], year=None, actor=officer
    )
    working.check(upload_id=upload.pk, actor=officer)
    return Upload.objects.get(pk=upload.pk)


def uploads(folder: Path, officer: User) -> list[Upload]:
    """A faulty one, one that is ready, one that was loaded."""
    faulty = _sent(
        cast.write(folder, Book.MEMBERS, {"members": [NEW | {"cell": "NOWHERE"}]}), officer
    )
    loaded = _sent(
        cast.write(folder, Book.MEMBERS, {"members": [NEW | {"code": "DV9002"}]}), officer
    )
    actions.confirm(upload=loaded, outcome=loaded.outcome, actor=officer)
    working.apply(upload_id=loaded.pk, actor=officer)
    ready = _sent(cast.write(folder, Book.MEMBERS, {"members": [NEW]}), officer)
    found = [Upload.objects.get(pk=one.pk) for one in (faulty, ready, loaded)]
    assert [one.state for one in found] == ["faulty", "ready", "applied"]
    return found


def pages_of(found: list[Upload]) -> list[str]:
    """What there is to look at: the upload, sheet by sheet, and its files."""
    base = [f"/nap-du-lieu/{one.pk}/" for one in found]
    return [*base, *(f"{one}?sheet=0&page=1" for one in base), *(f"{one}tep/0/" for one in base)]


def forms_of(found: list[Upload]) -> dict[str, list[dict[str, str]]]:
    """Every act on each of them."""
    acts = [{"act": "again"}, {"act": "discard"}, {"act": "undo", "reason": "nạp nhầm"}]
    return {
        f"/nap-du-lieu/{one.pk}/": [{"act": "confirm", "outcome": one.outcome}, *acts]
        for one in found
    }
