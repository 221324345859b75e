"""The lists of a year: narrowed while typing, by names, sorted by their heads."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.html import attribute, elements, words
from tests.web.town import Town
from thidua.roster.models import RosterEntry
from thidua.workbooks import vietnamese_sort_key

As = Callable[[str], Client]
LIST = "/nam/2021/danh-sach/"


def names(client: Client, **query: str) -> list[str]:
    page = client.get(LIST, {"subject_type": "member"} | query).content.decode()
    body = elements(page, "tbody")[0]
    # A marked beginning ("Khu|ê") is one word for the eye.
    return ["".join(words(one).split()) for one in elements(body, "th")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hanh", "Hạnh"),
        ("Hạnh", "Hạnh"),
        ("nguyen minh", "Nguyễn Thị Minh"),
        ("khu", "Khuê"),
        ("DV0003", "Phạm Thị Ngọc"),
    ],
)
def test_a_name_narrows_by_whole_syllables_or_their_beginnings(
    as_: As, typed: str, meant: str
) -> None:
    found = names(as_("province"), q=typed)
    assert found
    assert [one for one in found if meant.replace(" ", "") not in one] == []


@pytest.mark.parametrize("typed", ["ạnh", "oan", "guyễn", "Hành", "Nguyện"])
def test_nothing_is_met_inside_a_syllable_or_with_other_accents(as_: As, typed: str) -> None:
    assert names(as_("province"), q=typed) == []


def test_how_many_of_how_many_is_said(as_: As, town: Town) -> None:
    page = as_("province").get(LIST, {"subject_type": "member", "under": "GL01", "q": "hạnh"})
    part, whole = page.context["page"].total, page.context["whole"]
    assert 0 < part < whole
    assert (
        whole
        == RosterEntry.objects.filter(
            subject_type="member", rated=True, grassroots__code="GL01"
        ).count()
    )
    assert f"<strong>{part}</strong> / {whole} đảng viên" in " ".join(page.content.decode().split())


@pytest.mark.parametrize("query", [{"under": "GL01"}, {"under": "GL01", "level": "good"}])
def test_what_it_is_narrowed_to_stands_there_by_name(as_: As, query: dict[str, str]) -> None:
    page = as_("province").get(LIST, {"subject_type": "member"} | query).content.decode()
    chips = [words(one) for one in elements(page, "li") if attribute(one, "class") == "list-chip"]
    assert len(chips) == len(query)
    assert "Đảng bộ xã Đoàn Thượng" in chips[-1 if len(chips) == 1 else 0]
    assert [one for one in chips if "GL01" in one] == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("doan thuong", "GL01"),
        ("Đảng bộ xã Đoàn Thượng", "GL01"),
        ("Chi bộ thôn Trạm Bóng · Đảng bộ xã Đoàn Thượng", "GL01B"),
        ("chi linh", "CL"),
    ],
)
def test_a_unit_is_chosen_by_its_name(as_: As, written: str, code: str) -> None:
    answer = as_("province").get(LIST, {"subject_type": "member", "unit": written})
    assert answer.status_code == 302
    assert f"under={code}" in answer.headers["Location"]
    assert "unit=" not in answer.headers["Location"]


def test_a_unit_outside_is_not_offered(as_: As) -> None:
    client = as_("upper_level")
    assert "Đoàn Thượng" in client.get(f"{LIST}don-vi/?unit=doan").content.decode()
    assert "Chí Linh" not in client.get(f"{LIST}don-vi/?unit=chi linh").content.decode()
    page = client.get(LIST, {"subject_type": "member", "unit": "chí linh"}, follow=True)
    assert "Không có đơn vị nào tên “chí linh”" in page.content.decode()


def test_members_stand_by_their_given_names(as_: As) -> None:
    page = as_("province").get(LIST, {"subject_type": "member", "under": "GL01A"})
    found = ["".join(piece.text for piece in row.name) for row in page.context["rows"]]
    assert len(found) > 5
    assert found == sorted(found, key=vietnamese_sort_key)


@pytest.mark.parametrize("kind", ["member", "organisation", "collective", "leader"])
def test_every_head_that_sorts_says_so_and_turns_round(as_: As, kind: str) -> None:
    client = as_("province")
    page = client.get(LIST, {"subject_type": kind, "tier": ""}).content.decode()
    links = [
        attribute(link, "href")
        for head in elements(page, "th")
        if attribute(head, "scope") == "col"
        for link in elements(head, "a")
    ]
    assert len(links) >= 4
    for link in links:
        once = client.get(LIST + link).content.decode()
        pressed = [one for one in elements(once, "th") if attribute(one, "aria-sort")]
        assert len(pressed) == 1
        again = attribute(elements(pressed[0], "a")[0], "href")
        twice = client.get(LIST + again).content.decode()
        (turned,) = [one for one in elements(twice, "th") if attribute(one, "aria-sort")]
        assert words(turned) == words(pressed[0])
        assert attribute(turned, "aria-sort") != attribute(pressed[0], "aria-sort")


def test_the_best_level_stands_on_top_and_the_unknown_last(as_: As) -> None:
    page = as_("province").get(LIST, {"subject_type": "member", "sort": "-level"})
    levels = [row.cells[-1].level.css for row in page.context["rows"]]
    order = ["outstanding", "good", "completed", "not_completed", "unknown"]
    assert levels == sorted(levels, key=order.index)
    assert levels[0] == "outstanding"


def test_the_year_before_stands_beside_this_one(as_: As) -> None:
    page = as_("province").get(LIST, {"subject_type": "member", "q": "DV0001"})
    (row,) = page.context["rows"]
    assert [head.title for head in page.context["heads"]][-2:] == ["Năm 2020", "Mức xếp loại"]
    assert row.cells[-2].level is not None


def test_the_rail_marks_the_lists(as_: As) -> None:
    page = as_("province").get(LIST).content.decode()
    here = {words(one) for one in elements(page, "a") if attribute(one, "aria-current") == "page"}
    assert here == {"Danh sách"}
