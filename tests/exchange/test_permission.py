"""Who may load workbooks, and who may take them out, of which part of the tree."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from tests.exchange import cast
from thidua.accounts.models import Role, RoleGrant, User
from thidua.exchange.books import Book, workbook
from thidua.exchange.exporting import export_all
from thidua.exchange.importing import import_files
from thidua.organisations.models import Organisation, Person
from thidua.workbooks import parse_workbook, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]


def officer(role: Role, code: str) -> User:
    """Somebody with one role over one organisation."""
    user = User.objects.create_user("an")
    organisation = Organisation.objects.get(code=code)
    RoleGrant.objects.create(
        user=user, role=role, organisation=organisation, starts_on=dt.date(2020, 1, 1)
    )
    return user


@pytest.mark.parametrize(
    ("role", "code"), [(Role.UPPER_LEVEL, "HU01"), (Role.PROVINCE, "HU01"), (Role.AUDITOR, "T")]
)
def test_others_than_officers_of_the_province_may_not_load_for_it(
    role: Role, code: str, tmp_path: Path
) -> None:
    path = cast.write(tmp_path, Book.MEMBERS, {"members": cast.members()[:1]})

    with pytest.raises(PermissionDenied):
        import_files([path], actor=officer(role, code))


def test_an_officer_of_the_province_loads(tmp_path: Path) -> None:
    rows = [cast.members()[0] | {"code": "DV50"}]

    assert import_files(
        [cast.write(tmp_path, Book.MEMBERS, {"members": rows})], actor=officer(Role.PROVINCE, "T")
    ).applied
    assert Person.objects.filter(code="DV50").exists()


def test_an_export_has_the_part_of_the_tree_that_its_reader_sees(tmp_path: Path) -> None:
    paths = export_all(tmp_path, actor=officer(Role.UPPER_LEVEL, "HU02"), year=2021)

    frames = {
        path.name[0]: parse_workbook(read(path), workbook(Book(kind)))
        for path, kind in zip(paths, Book, strict=True)
    }
    assert frames["1"].frame("organisations")["code"].to_list() == ["HU02", "X02", "X02-1"]
    assert frames["2"].frame("members")["code"].to_list() == ["DV08", "DV09", "DV10"]
    assert frames["2"].frame("positions")["member"].to_list() == ["DV10", "DV08"]
    assert frames["3"].frame("member_facts")["member"].to_list() == ["DV08", "DV10"]
    assert frames["3"].frame("organisation_facts")["organisation"].to_list() == [
        "HU02",
        "X02",
        "X02-1",
    ]
    assert frames["4"].frame("proposals").is_empty()
    assert frames["4"].frame("awards").is_empty()


def test_an_auditor_takes_nothing_out(tmp_path: Path) -> None:
    with pytest.raises(PermissionDenied):
        export_all(tmp_path, actor=officer(Role.AUDITOR, "T"))


def test_without_a_role_nothing_is_taken_out(tmp_path: Path) -> None:
    with pytest.raises(PermissionDenied):
        export_all(tmp_path, actor=User.objects.create_user("khach"))
