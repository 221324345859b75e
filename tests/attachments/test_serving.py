"""A file goes to whoever may see it, and never as something that runs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.attachments.browsing import Answer, get
from tests.attachments.conftest import LOOKS, Attach
from tests.attachments.samples import HEIC, PDF, docx, picture, short_id
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.attachments.kinds import OWNER_KINDS, OwnerKind
from thidua.attachments.models import Attachment
from thidua.organisations.models import Organisation

Who = Callable[[str], User]
CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


@pytest.fixture
def sent_by_an(attach_to: Attach, who: Who) -> Callable[[str, bytes], Answer]:
    """Send a file, and get it back in a browser."""

    def run(name: str, content: bytes) -> Answer:
        (made,) = attach_to("G1", (name, content))
        return get(signed_in_now(who("an")), made)

    return run


@pytest.mark.parametrize(
    ("name", "content", "content_type", "way"),
    [
        ("a.pdf", PDF, "application/pdf", "attachment"),
        (
            "a.docx",
            docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("a.txt", b"<script>alert(1)</script>", "text/plain; charset=utf-8", "attachment"),
        ("a.csv", b"a;b", "text/csv; charset=utf-8", "attachment"),
        ("a.jpg", picture("JPEG"), "image/jpeg", "inline"),
        ("a.png", picture("PNG"), "image/png", "inline"),
        ("a.webp", picture("WEBP"), "image/webp", "inline"),
        ("a.heic", HEIC, "image/heic", "attachment"),
    ],
    ids=short_id,
)
def test_pictures_are_shown_and_everything_else_is_a_download(
    sent_by_an: Callable[[str, bytes], Answer],
    name: str,
    content: bytes,
    content_type: str,
    way: str,
) -> None:
    answer = sent_by_an(name, content)
    assert (answer.status, answer.body) == (200, content)
    headers = {
        "Content-Type": content_type,
        "Content-Disposition": f'{way}; filename="{name}"',
        "Content-Length": str(len(content)),
        "Content-Security-Policy": CSP,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert {header: answer.headers[header] for header in headers} == headers


def test_a_vietnamese_name_arrives_whole(sent_by_an: Callable[[str, bytes], Answer]) -> None:
    way = sent_by_an("Biên bản họp.pdf", PDF).headers["Content-Disposition"]
    assert way == "attachment; filename*=utf-8''Bi%C3%AAn%20b%E1%BA%A3n%20h%E1%BB%8Dp.pdf"


def test_whoever_may_not_see_the_owner_finds_nothing_there(attach_to: Attach, who: Who) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    statuses = {name: get(signed_in_now(who(name)), made).status for name in ("an", "binh", "chi")}
    assert statuses == {"an": 200, "binh": 404, "chi": 200}
    assert signed_in_now(who("an")).get("/tep/999999/").status_code == 404
    assert get(Client(), made).headers["Location"].startswith("/tai-khoan/login/")
    assert signed_in_now(who("an")).post(f"/tep/{made.pk}/").status_code == 405


def test_each_look_is_the_owners_rooms_to_write_down(attach_to: Attach, who: Who) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    for name in ("chi", "binh"):
        get(signed_in_now(who(name)), made)
    assert LOOKS == [("chi", "G1")]


def test_files_of_a_kind_that_is_no_longer_known_are_seen_by_nobody(
    attach_to: Attach, who: Who, kind: OwnerKind[Organisation]
) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    OWNER_KINDS.remove(kind)
    assert get(signed_in_now(who("chi")), made).status == 404


def test_files_of_an_owner_that_is_gone_are_seen_by_nobody(attach_to: Attach, who: Who) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    Attachment.objects.update(owner_id=999_999)
    assert get(signed_in_now(who("chi")), made).status == 404


def test_lost_bytes_are_no_page_and_a_line_in_the_log_without_names(
    attach_to: Attach, who: Who, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (made,) = attach_to("G1", ("Kỷ luật đồng chí A.pdf", PDF))
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    assert get(signed_in_now(who("an")), made).status == 404
    assert "thidua verify" in caplog.text
    assert "luật" not in caplog.text


def test_a_store_that_is_away_asks_for_patience(
    attach_to: Attach, who: Who, settings: LazySettings
) -> None:
    (made,) = attach_to("G1", ("a.pdf", PDF))
    settings.STORAGES = settings.STORAGES | {
        "attachments": {"BACKEND": "tests.attachments.buckets.Away"}
    }
    answer = get(signed_in_now(who("an")), made)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert "thử lại sau" in answer.body.decode()
