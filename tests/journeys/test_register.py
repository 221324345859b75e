"""A register as an office keeps it becomes members: sent, matched, looked at, loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.exchange.registers import register
from tests.journeys.conftest import Visitor
from tests.journeys.test_import import send, the_worker
from thidua.accounts.models import Role, User
from thidua.exchange.models import TableShape
from thidua.organisations.models import Person

EAST = (
    ("Trần Văn Khởi", "12/3/1968", "", "3/2/1994", "3/2/1995", "Bí thư", ""),
    ("Bùi Thị Sim", "", "5/9/1975", "19/5/2003", "19/5/2004", "P. Bí thư", ""),
    ("Phạm Quang Sử", "1941", "", "2/9/1966", "2/9/1967", "", "Miễn SH"),
    ("Vũ Văn Thế", "7/7/1980", "", "1/6/2010", "1/6/2011", "", ""),
)
WEST = (
    ("Phạm Thị Lụa", "", "1/1/1957", "3/2/1985", "3/2/1986", "", "SHTT"),
    ("Lê Thị Mận", "", "8/3/1979", "5/8/2008", "5/8/2009", "", ""),
    ("Đỗ Văn Tam", "20/10/1990", "", "7/5/2018", "7/5/2019", "", "Đi XKLĐ"),
)
SECTIONS = {"Chi bộ thôn Thung Độc": EAST, "CB thôn Bóng (Trạm)": WEST}


def answer(page: Page, question: str, option: str) -> None:
    """Choose an answer of the question whose title has these words."""
    card = page.locator(".question", has_text=question)
    if card.locator("select").count():
        card.locator("select").select_option(label=option)
    else:
        card.get_by_label(option).check()


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_a_register_from_an_office_becomes_members_in_four_steps(
    visitor: Visitor, officer: Callable[..., User], tmp_path: Path
) -> None:
    before = Person.objects.count()
    visitor.sign_in(officer(Role.GRASSROOTS, "GL01").username)
    page = visitor.page
    send(visitor, register(tmp_path / "So dang vien 11-2021.xlsx", SECTIONS, hidden=1))
    expect(page.get_by_role("heading", name="Tệp được đọc thế nào")).to_be_visible()
    go = page.get_by_role("button", name="Xem trước 7 dòng")
    expect(go).to_be_disabled()
    assert visitor.problems() == []

    answer(page, "Sinh hoạt ở chi bộ từ", "từ ngày vào Đảng")
    expect(page.locator("#matching-saved")).to_contain_text("Đã lưu lựa chọn lúc")
    answer(page, "CB thôn Bóng (Trạm)", "Chi bộ thôn Trạm Bóng")
    answer(page, "Đi XKLĐ", "Để trống")
    answer(page, "chỉ có năm sinh", "Giữ là năm 1941")
    answer(page, "đang bị ẩn", "Nạp như các dòng khác")
    expect(page.locator("[data-left]")).to_have_text("Đã trả lời hết")
    expect(go).to_be_enabled()
    go.click()
    the_worker("check")
    confirm = page.get_by_role("button", name="Nạp 7 dòng mới")
    expect(confirm).to_be_visible()
    assert visitor.problems() == []
    warned = page.get_by_label("Đã đọc")
    if warned.count():
        warned.check()
    confirm.click()
    the_worker("apply")
    expect(page.get_by_role("heading", name="Đã nạp:")).to_be_visible()
    assert Person.objects.count() == before + 7
    assert Person.objects.get(full_name="Phạm Quang Sử").born_year == 1941
    assert TableShape.objects.filter(unit__code="GL01").count() == 1
