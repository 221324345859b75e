"""A file goes to whoever may see it, and never as something that runs."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from PIL import Image

from tests.attachments.browsing import Answer, get
from tests.attachments.conftest import LOOKS, Attach
from tests.attachments.samples import HEIC, PDF, docx, picture, short_id
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.attachments.actions import remove
from thidua.attachments.kinds import OWNER_KINDS, OwnerKind
from thidua.attachments.models import Attachment
from thidua.organisations.models import Organisation

Who = Callable[[str], User]
ACTIVE_PDFS = [
    PDF.replace(b"<<>>", what, 1)
    for what in (
        b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
        b"<</OpenAction<</S/Launch/F(cmd.exe)>>>>",
        b"<</Names<</EmbeddedFiles<</Names[(a.exe)1 0 R]>>>>>>",
    )
]
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
    assert answer.status == 200
    assert answer.body == content or way == "inline"  # a picture is one of ours
    headers = {
        "Content-Type": content_type,
        "Content-Disposition": f'{way}; filename="{name}"',
        "Content-Length": str(len(answer.body)),
        "Content-Security-Policy": CSP,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert {header: answer.headers[header] for header in headers} == headers


@pytest.mark.parametrize(("name", "content"), [("a.webp", picture("WEBP")), ("a.heic", HEIC)])
def test_what_not_every_browser_shows_arrives_as_what_they_do(
    sent_by_an: Callable[[str, bytes], Answer], name: str, content: bytes
) -> None:
    answer = sent_by_an(name, content)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == 'inline; filename="a.jpg"'
    assert answer.body.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("content", ACTIVE_PDFS, ids=short_id)
def test_a_pdf_that_would_act_is_kept_as_it_is_and_never_opened_by_the_browser(
    sent_by_an: Callable[[str, bytes], Answer], content: bytes
) -> None:
    """Rewriting would break a signature: it is handed over to be kept, with nothing to run in."""
    answer = sent_by_an("bien-ban.pdf", content)
    assert answer.body == content
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Content-Security-Policy"] == CSP
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_photo_has_a_small_picture_by_the_same_right_and_without_a_look(
    attach_to: Attach, who: Who
) -> None:
    (made,) = attach_to("G1", ("ảnh.jpg", picture(size=(1_000, 800))))
    answer = get(signed_in_now(who("an")), made, "xem-truoc/")
    assert answer.status == 200
    assert Image.open(io.BytesIO(answer.body)).size == (400, 320)
    full = get(signed_in_now(who("an")), made)
    assert Image.open(io.BytesIO(full.body)).size == (1_000, 800)
    told = (
        "Content-Type",
        "Content-Disposition",
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Cache-Control",
        "Cross-Origin-Resource-Policy",
    )
    assert [answer.headers[name] for name in told] == [full.headers[name] for name in told]
    LOOKS.clear()
    statuses = {
        name: get(signed_in_now(who(name)), made, "xem-truoc/").status
        for name in ("an", "binh", "chi")
    }
    assert statuses == {"an": 200, "binh": 404, "chi": 200}
    assert LOOKS == []
    assert get(Client(), made, "xem-truoc/").headers["Location"].startswith("/tai-khoan/login/")
    assert signed_in_now(who("an")).post(f"/tep/{made.pk}/xem-truoc/").status_code == 405


def test_a_small_picture_is_its_own_preview_and_a_paper_has_none(
    attach_to: Attach, who: Who
) -> None:
    small, paper = attach_to("G1", ("a.png", picture("PNG")), ("b.pdf", PDF))
    client = signed_in_now(who("an"))
    assert get(client, small, "xem-truoc/").body == get(client, small).body
    assert get(client, paper, "xem-truoc/").status == 404
    remove(attachment=small, reason="x", actor=who("an"))
    assert get(client, small, "xem-truoc/").status == 404


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
