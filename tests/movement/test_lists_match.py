"""The number that a page shows is the number of rows of its list and of its Excel file."""

import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.movement.conftest import Tasks
from thidua.campaigns.models import Campaign

As = Callable[[str], Client]
PAGE = "/nam/2021/phong-trao/"
LINK = re.compile(r'href="(/nam/2021/phong-trao/[^"/]+/[a-z-]+/\?[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
ROWS = re.compile(r'role="status"><strong>([\d.]+)</strong>')


def numbers(client: Client, address: str) -> dict[str, int]:
    """The numbers of a page by the address that each opens."""
    page = client.get(address).content.decode()
    found = {}
    for href, words in LINK.findall(page):
        digits = re.search(r"[\d.]+", re.sub(r"<[^>]+>", "", words))
        assert digits is not None, (href, words)
        found[unescape(href)] = int(digits[0].replace(".", ""))
    return found


@pytest.mark.parametrize("code", ["P", "U2", "G3", "G3A", "U1"])
@pytest.mark.parametrize("day", ["2021-06-30", "2021-09-05"])
def test_each_number_is_the_length_of_its_list_and_of_its_file(
    as_: As, launched: Campaign, tasks: Tasks, code: str, day: str
) -> None:
    client = as_("P")
    shown = numbers(client, f"{PAGE}{code}/?ngay={day}")
    assert shown
    for address, number in shown.items():
        page = client.get(address)
        assert page.status_code == 200, address
        said = ROWS.search(page.content.decode())
        assert said is not None, address
        assert int(said[1].replace(".", "")) == number, address
        book = load_workbook(io.BytesIO(client.get(f"{address}&format=xlsx").content))
        assert book.worksheets[0].max_row - 1 == number, address


def test_a_list_is_narrowed_and_sorted_in_page_and_file(
    as_: As, launched: Campaign, tasks: Tasks
) -> None:
    address = f"{PAGE}P/nhiem-vu/?unit=U2&kind=key_task&sort=-task"
    client = as_("P")
    book = load_workbook(io.BytesIO(client.get(f"{address}&format=xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("Mã tổ chức", "Đơn vị", "Nhiệm vụ")
    assert [row[2] for row in rows[1:]] == ["VUOT", "VUONG", "NUOC", "LUA", "CHAM"]
    page = client.get(address).content.decode()
    assert page.index("VUOT") < page.index("VUONG") < page.index("NUOC")
    assert "KHAC" not in page


def test_a_formula_in_a_name_stays_text(as_: As, launched: Campaign, tasks: Tasks) -> None:
    version = tasks["CHAM"].versions.get()
    tasks["CHAM"].versions.filter(pk=version.pk).delete()
    content = version.content
    content["work"]["title"] = "=1+2"
    tasks["CHAM"].versions.create(
        number=1,
        sent_at=version.sent_at,
        accepted_at=version.accepted_at,
        content=content,
        sentence="",
    )
    file = as_("P").get(f"{PAGE}P/nhiem-vu/?unit=G3&format=xlsx").content
    cells = [row[2] for row in load_workbook(io.BytesIO(file)).worksheets[0].iter_rows()]
    assert [(one.value, one.data_type) for one in cells if one.value == "=1+2"] == [("=1+2", "s")]
