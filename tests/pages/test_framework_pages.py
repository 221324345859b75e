"""The rules can be read by whoever is rated by them: every rule has its place on the page, in both
languages.
"""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.frameworks.actions import load_framework_text
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.models import FrameworkBinding
from thidua.rulebook import Library
from thidua.vocabulary import SubjectType

SignIn = Callable[[str], Client]
FRAMEWORKS = [framework.id for framework in Library.packaged()]
VIETNAMESE = re.compile(
    r"[ăđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
KEPT = ("QĐ 132-QĐ/TW", "QĐ 89-QĐ/TW")


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_list_says_since_when_how_sure_and_for_which_years(as_: SignIn) -> None:
    page = text(as_("member"), "/khung/")
    assert "HD 21-HD/BTCTW" in page
    assert "từ 18/10/2019" in page
    assert re.search(r"\d+ trong \d+ điều", page)
    assert "/khung/nam/2021/leader/" in page


@pytest.mark.parametrize("framework_id", FRAMEWORKS)
def test_every_rule_has_its_place_on_the_page(as_: SignIn, framework_id: str) -> None:
    page = text(as_("member"), f"/khung/{framework_id}/")
    for placed in Library.packaged()[framework_id].placed_rules():
        assert page.count(f'id="{placed.rule.id}"') == 1, placed.rule.id


@pytest.mark.parametrize("kind", SubjectType.values())
def test_a_reason_leads_to_its_rule_in_the_text_of_the_year(
    town: Town, as_: SignIn, kind: str
) -> None:
    page = text(as_("member"), f"/khung/nam/2021/{kind}/")
    bound = bound_frameworks(town.campaign)[SubjectType(kind)]
    assert [
        placed.rule.id for placed in bound.placed_rules() if f'id="{placed.rule.id}"' not in page
    ] == []
    assert all(f'id="{cap.id}"' in page for cap in bound.caps)


def test_the_rating_page_links_each_citation_to_its_rule(as_: SignIn) -> None:
    page = text(as_("member"), "/xep-loai/2021/member/DV0003/")
    assert 'href="/khung/nam/2021/member/#member.good.tasks"' in page


@pytest.mark.parametrize("framework_id", FRAMEWORKS)
def test_no_word_is_left_untranslated(as_: SignIn, framework_id: str) -> None:
    client = as_("auditor")
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    page = text(client, f"/khung/{framework_id}/")
    main = page[page.index('<div class="page-head">') : page.index("</main>")]
    said = re.sub(r"<[^>]+>", " ", re.sub(r'<(\w+)[^>]* lang="vi"[^>]*>.*?</\1>', "", main))
    for kept in KEPT:
        said = said.replace(kept, "")
    assert [line for line in said.splitlines() if VIETNAMESE.search(line)] == []


def test_a_search_leaves_the_rules_with_the_words_written_in_any_way(as_: SignIn) -> None:
    page = text(as_("member"), "/khung/hd21_2019/member/?q=cong chuc 2.3b")
    assert 'id="member.good.civil_servant"' in page
    assert 'id="member.good.tasks"' not in page
    assert "Không có điều nào như vậy" in text(as_("member"), "/khung/hd21_2019/member/?q=zzz")


def test_while_typing_only_the_rules_are_sent(as_: SignIn) -> None:
    client = as_("member")
    response = client.get("/khung/nam/2021/member/?q=kỷ luật", headers={"HX-Request": "true"})
    assert 'id="member.not_completed.disciplined"' in response.content.decode()
    assert "<html" not in response.content.decode()


def test_what_the_locality_changed_and_why_stands_on_one_page(as_: SignIn) -> None:
    page = text(as_("cell"), "/khung/nam/2021/organisation/khac-gi/")
    assert "Làm tròn xuống" in page
    assert "Trung ương để ngỏ" in page
    assert "của địa phương" in page


def test_a_corrected_text_is_a_version_of_its_own_with_its_differences(as_: SignIn) -> None:
    corrected = (
        Library.packaged()["hd21_2019/member"].to_yaml().replace("version: 2", "version: 3", 1)
    )
    load_framework_text(text=corrected.replace("value: 50\n", "value: 60\n", 1), actor=Operator())
    client = as_("member")
    assert "dưới 60%" in text(client, "/khung/hd21_2019/member/")
    assert "dưới 50%" in text(client, "/khung/hd21_2019/member/?version=2")
    page = text(client, "/khung/hd21_2019/member/so-sanh/?from=2&to=3")
    assert "Dưới 60%" in page or "dưới 60%" in page
    assert "dưới 50%" in text(client, "/khung/nam/2021/member/")  # the year keeps its own


def test_a_year_without_frameworks_says_so(as_: SignIn) -> None:
    FrameworkBinding.objects.all().delete()
    assert "chưa áp dụng khung" in text(as_("member"), "/khung/nam/2021/member/")
    assert as_("member").get("/khung/nam/2021/member/khac-gi/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/khung/hd21_2019/none/",
        "/khung/none/so-sanh/",
        "/khung/nam/1999/member/",
        "/khung/nam/2021/person/",
    ],
)
def test_what_is_not_there_is_not_found(as_: SignIn, address: str) -> None:
    assert as_("province").get(address).status_code == 404
