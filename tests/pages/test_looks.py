"""Looks at somebody's file: written down once, shown to that person alone, and never taken back."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thidua.access import looks as access
from thidua.access.models import Dossier, Look
from thidua.accounts.models import User
from thidua.organisations.models import Person

MEMBER = "/xep-loai/2021/member/DV0003/"
As = Callable[[str], Client]


def looks() -> list[tuple[str, str, str, str]]:
    found = Look.objects.order_by("pk").values_list("reader__username", "role", "place", "dossier")
    return list(found)


def test_a_look_names_the_role_nearest_to_the_file(as_: As) -> None:
    as_("cell").get(MEMBER)
    as_("inspector").get(MEMBER)
    assert looks() == [
        ("cell", "cell", "Chi bộ thôn Thung Độc", "rating"),
        ("inspector", "inspector", "Đảng bộ huyện Gia Lộc", "rating"),
    ]
    assert Look.objects.first().person.code == "DV0003"  # type: ignore[union-attr]


def test_looking_again_soon_is_one_look_and_the_panel_is_another(as_: As) -> None:
    client = as_("grassroots")
    for _ in range(3):
        client.get(MEMBER)
    client.get(MEMBER, headers={"HX-Request": "true"})
    assert [dossier for *_, dossier in looks()] == ["rating", "reasons"]


def test_looking_again_later_is_another_look(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    client = as_("grassroots")
    client.get(MEMBER)
    later = timezone.now() + access.ONE_LOOK + dt.timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    client.get(MEMBER)
    assert len(looks()) == 2


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("member", MEMBER),
        ("grassroots", "/xep-loai/2021/organisation/GL01/"),
        ("cell_outside", MEMBER),
        ("member_outside", MEMBER),
    ],
    ids=["own file", "no person's file", "outside the scope", "another member"],
)
def test_what_is_no_look_at_anothers_file(as_: As, who: str, address: str) -> None:
    as_(who).get(address)
    assert looks() == []


def test_the_reader_is_told_and_the_person_sees_it(as_: As) -> None:
    assert "Lượt xem này được ghi lại" in as_("cell").get(MEMBER).content.decode()
    own = as_("member").get(MEMBER).content.decode()
    assert "Hồ sơ được xem 1 lần, gần nhất: Bí thư chi bộ, Chi bộ thôn Thung Độc" in own
    page = as_("member").get("/ho-so/luot-xem/").content.decode()
    assert "Chi bộ thôn Thung Độc" in page


def test_nobody_sees_who_looked_at_others(as_: As) -> None:
    as_("cell").get(MEMBER)
    for who in ("member_outside", "province", "auditor"):
        assert "Chi bộ thôn Thung Độc" not in as_(who).get("/ho-so/luot-xem/").content.decode()


def test_a_long_list_comes_in_pages(as_: As) -> None:
    client = as_("member")
    reader, person = User.objects.get(username="member"), Person.objects.get(code="DV0003")
    now = timezone.now()
    Look.objects.bulk_create(
        Look(
            person=person,
            reader=reader,
            role="cell",
            place=f"Chi bộ {n}",
            dossier="rating",
            year=2021,
            looked_at=now - dt.timedelta(hours=n),
        )
        for n in range(60)
    )
    assert "Chi bộ 59" not in client.get("/ho-so/luot-xem/").content.decode()
    assert "Chi bộ 59" in client.get("/ho-so/luot-xem/?page=2").content.decode()


@pytest.mark.parametrize(
    "change", [lambda: Look.objects.update(role=""), lambda: Look.objects.all().delete()]
)
def test_the_database_keeps_what_was_written(as_: As, change: Callable[[], object]) -> None:
    as_("cell").get(MEMBER)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        change()
    assert len(looks()) == 1


def test_a_look_is_one_statement(as_: As) -> None:
    as_("cell")
    reader, person = User.objects.get(username="cell"), Person.objects.get(code="DV0003")
    with CaptureQueriesContext(connection) as queries:
        access.look_at_each(
            people=[person.pk],
            reader=access.Reader(reader.pk, "cell", ""),
            dossier=Dossier.PAPERS,
            year=2021,
        )
    assert len(queries) == 1
