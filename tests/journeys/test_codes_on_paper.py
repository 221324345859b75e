"""Accounts for a whole cell by paper, in a browser: the committee prints, the secretary confirms on
the phone and revokes, a member uses the code.
"""

from collections.abc import Sequence

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.web import town as module
from thidua.accounts.models import Role, User
from thidua.code_sheets import paper, printing
from thidua.code_sheets.models import CodeSheet
from thidua.code_sheets.paper import Strip

NEW = "ba con trâu đi qua cầu tre"


@pytest.fixture
def strips(monkeypatch: pytest.MonkeyPatch) -> list[Strip]:
    """What stands on the paper, and nowhere else."""
    seen: list[Strip] = []
    as_pdf = paper.as_pdf

    def watched(sheet: CodeSheet, printed: Sequence[Strip], *, prints: int, address: str) -> bytes:
        seen[:] = printed
        return as_pdf(sheet, printed, prints=prints, address=address)

    monkeypatch.setattr(printing, "as_pdf", watched)
    return seen


def _print_for(visitor: Visitor, names: Sequence[str]) -> None:
    """The committee opens the cell from the rail's page and prints for these members alone."""
    page = visitor.page
    visitor.open("/to-ma/")
    assert visitor.problems() == []
    page.get_by_role("link", name="Chi bộ thôn Thung Độc").click()
    assert visitor.problems() == []
    for box in page.locator("input[name='row']").all():
        box.uncheck()
    for name in names:
        page.get_by_label(name, exact=True).check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="In tờ mã cho người được đánh dấu").click()
    assert waiting.value.suggested_filename.endswith(".pdf")


def test_a_cell_gets_accounts_by_paper(
    visitor: Visitor, town: module.Town, strips: list[Strip]
) -> None:
    town.officer("xa", Role.GRASSROOTS, "GL01")
    town.officer("bithu", Role.CELL, "GL01A")
    given, lost = (town.people[code].full_name for code in ("DV0005", "DV0006"))
    page = visitor.page
    visitor.sign_in("xa")
    _print_for(visitor, [given, lost])
    codes = {strip.name: strip.code for strip in strips}

    page.context.clear_cookies()
    visitor.sign_in("bithu")
    page.get_by_role("link", name="Xác nhận 2 mã").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trao mã cho 2 đảng viên")
    page.get_by_label(f"Đã trao {given}").check()
    assert visitor.problems() == []
    page.get_by_role("button", name="Xác nhận đã trao tận tay 1 mã").click()
    expect(page.get_by_text("Đã xác nhận trao tận tay 1 mã.")).to_be_visible()
    page.get_by_role("link", name=f"Thu hồi mã {lost}").click()
    page.get_by_label("Mất", exact=True).check()
    assert visitor.problems() == []
    page.get_by_role("button", name="Thu hồi mã, xin in lại").click()
    expect(page.get_by_text(f"Đã thu hồi mã của đồng chí {lost}.")).to_be_visible()
    assert visitor.problems() == []

    page.context.clear_cookies()
    visitor.open("/tai-khoan/login/")
    page.get_by_role("link", name="Có mã một lần").click()
    assert visitor.problems() == []
    page.get_by_label("Mã trên dải giấy").fill(codes[given].lower())
    page.get_by_role("button", name="Tiếp tục với mã này").click()
    page.get_by_label("Tên đăng nhập").fill("dangvien.moi")
    page.get_by_label("Mật khẩu", exact=True).fill(NEW)
    page.get_by_label("Mật khẩu, lần nữa").fill(NEW)
    assert visitor.problems() == []
    page.get_by_role("button", name="Lập tài khoản").click()
    page.get_by_label("Tên đăng nhập").fill("dangvien.moi")
    page.get_by_label("Mật khẩu").fill(NEW)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(visitor.address + "/")
    assert User.objects.get(username="dangvien.moi").person == town.people["DV0005"]
    assert visitor.problems() == []
