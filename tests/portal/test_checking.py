"""The province is told which editions of earlier rules give somebody away."""

import pytest
from click.testing import CliRunner

from tests.portal.attack.first_rule import protect as first_rule
from tests.portal.attack.tables import Rows, whole
from tests.second_factor import signed_in_now
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role
from thidua.cli.portal import check_published
from thidua.portal.actions import publish
from thidua.portal.checking import given_away
from thidua.portal.editions import WHOLE, Line, next_edition
from thidua.portal.models import CountedPeople, Publication
from thidua.portal.suppression import Mark


def printed_at_first(rows: Rows) -> tuple[dict[str, Line], dict[str, list[int]]]:
    behind = {f"B{place}": row for place, row in enumerate(rows)}
    return dict(zip([*behind, WHOLE], whole(first_rule(rows)), strict=True)), behind


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([[5, 8], [5, 4]], [("B1", 1)]),
        ([[5, 0], [5, 1]], [("B1", 1), (WHOLE, 1)]),
        ([[900, 60, 3], [800, 70, 20], [500, 40, 30]], []),
    ],
)
def test_what_the_first_rule_gave_away_is_found(rows: Rows, found: list[tuple[str, int]]) -> None:
    assert given_away(*printed_at_first(rows)) == found


def test_what_is_printed_now_gives_nothing_away() -> None:
    edition = next_edition({"A": [5, 8], "B": [5, 4], "C": [9, 3]}, [])
    assert given_away(edition.lines, edition.behind) == []


def test_a_small_count_that_is_printed_is_given_away() -> None:
    assert given_away({"A": (5, 3, 8), WHOLE: (5, 3, 8)}, {"A": [5, 3]}) == [("A", 1), (WHOLE, 1)]


def test_counts_that_do_not_fit_the_edition_cannot_tell() -> None:
    printed = {"A": (5, Mark.WITHHELD, 13), WHOLE: (5, Mark.WITHHELD, 13)}
    assert given_away(printed, {"A": [5, 7]}) is None
    assert given_away(printed, {}) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("quick_files")
def test_the_command_and_the_officer_s_page_name_edition_body_and_level(decided: Town) -> None:
    publish(campaign=decided.campaign, actor=Operator())
    assert "Không bản nào" in CliRunner().invoke(check_published).output
    publication = Publication.objects.get()
    figures = publication.figures
    for row in (figures["members"], *(body["levels"] for body in figures["members_by_body"])):
        row.update(counts=[0, 0, 0, 0], total=0)
    body = figures["members_by_body"][0]
    body["levels"].update(counts=[10, 7, 0, 3], total=20)
    figures["members"].update(counts=[10, 7, 0, 3], total=20)
    publication.save()
    behind = {one["code"]: [0, 0, 0, 0] for one in figures["members_by_body"]}
    CountedPeople.objects.update(counts=behind | {body["code"]: [10, 7, 0, 3]})
    said = CliRunner().invoke(check_published).output
    assert "2021, lần công bố thứ 2" in said
    place = f"{body['name']['vi']}: Không hoàn thành"
    assert place in said
    client = signed_in_now(decided.officer("tinh", Role.PROVINCE))
    assert place in client.get("/cong-bo/2021/").content.decode()
