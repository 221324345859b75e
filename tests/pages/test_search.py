"""The search box: people told apart, decisions and pages, inside the reader's part, the nearest
first.
"""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.html import attribute, elements
from thidua.organisations.models import Person

As = Callable[[str], Client]


def found(client: Client, typed: str) -> dict[str, list[str]]:
    """Per group of the menu its hits, as words."""
    page = client.get("/tim/", {"q": typed}, headers={"HX-Request": "true"}).content.decode()
    groups: dict[str, list[str]] = {}
    for head, body in re.findall(
        r'<p class="found-head">\s*<span>(.*?)</span>(.*?)(?=<p class="found-|$)', page, re.DOTALL
    ):
        hits = re.findall(r'class="found"[^>]*>\s*<span>(.*?)</(?:a|div)>', body, re.DOTALL)
        groups[head] = [" ".join(re.sub(r"</?mark>", "", hit).split()) for hit in hits]
        groups[head] = [" ".join(re.sub(r"<[^>]+>", " ", hit).split()) for hit in groups[head]]
    return groups


def test_each_person_is_told_apart(as_: As) -> None:
    Person.objects.filter(code="DV0000").update(born_year=1974)
    (first, *_), *_ = found(as_("province"), "DV0000").values()
    assert first == (
        "Nguyễn Thị Minh Hạnh "
        "Chi bộ thôn Thung Độc · Đảng bộ xã Đoàn Thượng · Đảng bộ huyện Gia Lộc "
        "sinh 1974 · Bí thư chi bộ"
    )


def test_nothing_is_found_inside_a_syllable(as_: As) -> None:
    people = found(as_("province"), "Hạnh")["Đảng viên"]
    assert people
    assert [one for one in people if " Hạnh " not in f"{one} "] == []


def test_namesakes_are_counted_where_the_reader_sees(as_: As) -> None:
    name = Person.objects.get(code="DV0000").full_name
    same = Person.objects.filter(full_name=name).count()
    assert same > 1
    page = as_("province").get("/tim/", {"q": name}).content.decode()
    assert f"{same} người tên {name} trong toàn tỉnh" in " ".join(page.split())
    page = as_("cell").get("/tim/", {"q": name}).content.decode()
    assert "trong toàn tỉnh" not in page


@pytest.mark.parametrize("typed", ["214-QĐ", "214-qd", "214", "quyết định 214", "QĐ số 214-QĐ/ĐU"])
def test_a_decision_is_found_by_its_number(as_: As, typed: str) -> None:
    first, *_ = found(as_("province"), typed)["Quyết định, trang"]
    assert first.startswith("Quyết định số 214-QĐ/ĐU, 18/12/2021")
    assert "Đảng uỷ xã Đoàn Thượng" in first


def test_decisions_are_found_by_their_issuer(as_: As) -> None:
    hits = found(as_("province"), "quyết định đoàn thượng")
    assert list(hits) == ["Quyết định, trang"]
    assert "214" in hits["Quyết định, trang"][0]


def test_the_nearest_group_comes_first(as_: As) -> None:
    assert next(iter(found(as_("province"), "đoàn thượng"))) == "Tổ chức"
    assert next(iter(found(as_("province"), "Đoàn"))) == "Đảng viên"


def test_pages_are_found_by_name_and_open(as_: As) -> None:
    client = as_("upper_level")
    page = client.get("/tim/", {"q": "danh sách đảng viên"}).content.decode()
    links = [
        attribute(one, "href") for one in elements(page, "a") if attribute(one, "class") == "found"
    ]
    assert "/nam/2021/danh-sach/?subject_type=member" in links
    assert all(client.get(str(link)).status_code == 200 for link in links)


@pytest.mark.parametrize("who", ["upper_level_outside", "cell_outside", "member_outside", "nobody"])
def test_what_lies_outside_is_not_found(as_: As, who: str) -> None:
    client = as_(who)
    assert found(client, "thung độc") == {}
    assert found(client, "DV0000") == {}
    assert found(client, "214-QĐ") == {}
