"""A wrong fact is reported from the fact itself; one that was reported already says so."""

from collections.abc import Callable

from django.test import Client

from thidua.accounts.models import User
from thidua.disputes.actions import report_fact
from thidua.roster.models import RosterEntry

As = Callable[[str], Client]
Who = Callable[[str], User]
RATING = "/xep-loai/2021/member/DV0003/"
ASK = "/du-kien-sai/moi/2021/member/DV0003/?fact=year_tasks"


def test_each_fact_on_the_rating_page_leads_to_its_own_form(entry: RosterEntry, as_: As) -> None:
    assert f'href="{ASK}"' in as_("member").get(RATING).content.decode()
    asked = as_("member").get(ASK).content.decode()
    assert 'name="fact" value="year_tasks"' in asked
    assert "Gửi đề nghị đến Chi bộ thôn Thung Độc" in asked


def test_a_fact_that_waits_for_an_answer_is_not_offered_again(
    entry: RosterEntry, as_: As, who: Who
) -> None:
    report = report_fact(
        roster_entry=entry,
        fact="year_tasks",
        wanted="excellent",
        why="Có giấy khen",
        actor=who("member"),
    )
    page = as_("member").get(RATING).content.decode()
    assert f'href="{ASK}"' not in page
    assert "đã đề nghị sửa, chờ trả lời" in page
    asked = as_("member").get(ASK).content.decode()
    assert "Thông tin này đã có đề nghị sửa" in asked
    assert f"/du-kien-sai/{report.pk}/" in asked
    assert "<textarea" not in asked
