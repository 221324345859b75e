"""Somebody whose level nobody can tell: what is missing, who keeps it, what it would come to; on a
desk and on a phone.
"""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD, Visitor
from tests.web import town as module
from thidua.accounts.models import Role, User
from thidua.decisions.models import DecisionItem
from thidua.facts.models import FactSheet
from thidua.ratings.models import Rating

PAGE = "/xep-loai/2021/member/DV0003/"


def _untold(town: module.Town, *missing: str) -> None:
    """DV0003 without a decision and without these facts; their secretary may sign in."""
    town.officer("secretary", Role.CELL, "GL01A")
    user = User.objects.get(username="secretary")
    user.set_password(PASSWORD)
    user.save()
    whose: dict[str, Any] = {
        "roster_entry__code": "DV0003",
        "roster_entry__subject_type": "member",
    }
    DecisionItem.objects.filter(**whose).delete()
    Rating.objects.filter(**whose).update(low=1, high=4, standing=None)
    sheet = FactSheet.objects.get(**whose)
    for name in missing:
        sheet.facts.pop(name, None)
    sheet.save()


@pytest.mark.parametrize("missing", [("duties",), ("duties", "year_tasks")])
def test_each_missing_thing_is_named_once_with_what_it_would_come_to(
    visitor: Visitor, town: module.Town, missing: tuple[str, ...]
) -> None:
    _untold(town, *missing)
    page = visitor.page
    visitor.sign_in("secretary")
    visitor.open(PAGE)
    expect(page.locator(".page-head .chip")).to_have_text("Chưa đủ căn cứ xếp loại")
    expect(page.locator(".chip.is-not_completed")).to_have_count(
        page.locator(".years .chip.is-not_completed, .two-things .chip.is-not_completed").count()
    )
    expect(page.locator(".lead")).to_contain_text(f"Còn thiếu {len(missing)} thông tin")
    expect(page.locator(".awaited")).to_have_count(len(missing))
    first = page.locator(".awaited").first
    expect(first).to_contain_text("Thực hiện chức trách, quyền hạn")
    expect(first).to_contain_text("phần của đồng chí")
    expect(first.locator("dt")).to_contain_text(["nếu Xuất sắc", "nếu Tốt"])
    expect(page.locator(".step.is-reached")).to_have_count(0)
    expect(page.locator(".two-things")).to_have_count(1 if len(missing) == 2 else 0)
    assert visitor.problems() == []

    page.locator(".step.is-maybe .condition a[href^='#thieu-duties']").first.click()
    expect(page.locator(".awaited:target")).to_contain_text("Thực hiện chức trách, quyền hạn")
