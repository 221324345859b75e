"""How many queries each page is known to ask: `query_baseline.toml`, one line an address.

A new page: add its line with the most it may ask (12), then let the numbers be what they are:

    python -m tests.pages.query_baseline
"""

import os
import sys
import tomllib
from pathlib import Path

import pytest

FILE = Path(__file__).with_suffix(".toml")
TEST = Path(__file__).with_name("test_page_queries.py")
MOST = 12
FIRST_PAGE, MOST_OF_ALL_ROOMS = "/", 27
"""On the first page every room is asked once for what waits: its number grows with the rooms."""
BELL = "/thong-bao/"
"""The list of notices begins with what waits, as the first page does."""
TRIED, MOST_TRIED = "/nguoi-va-cay/viec/9401/", 42
"""This page shows what an act would do by doing it and taking it back."""
WAITING, MOST_WAITING = ("/xep-loai/2021/organisation/GL01/", "/xep-loai/2021/leader/DV0001/"), 13
"""Of whoever waits for something it is asked once more, whether its holder was reminded."""
STATES = tuple(
    f"/nam/2021/bang-trang-thai/{view}"
    for view in ("", "GL/", "?show=late&step=kiem-diem&sort=late", "?format=xlsx")
)
MOST_OF_ALL_STEPS = 14
"""The state board asks each room that has a step of the year: its number grows with them."""
GROUNDS, MOST_GROUNDS = "/nam/2021/can-cu/organisation/GL01/targets_done/", 13
"""What a fact of a body rests on: tasks and their notes in two questions, indicators in four."""
RENEW = "THIDUA_RENEW_QUERIES"
_HEAD = f"""\
# Address → how often the page asks the database, at most {MOST} (tests/pages/test_page_queries.py).
# Written by `python -m tests.pages.query_baseline`; a page that asks less may be lowered, none may
# rise unseen.
"""


def read() -> dict[str, int]:
    """Every address with its number, in the file's own order."""
    return tomllib.loads(FILE.read_text("utf-8"))


def renew(asked: dict[str, int]) -> None:
    """Write what was counted, when the command below asked for it."""
    if os.environ.get(RENEW):
        FILE.write_text(
            _HEAD + "".join(f'"{address}" = {number}\n' for address, number in asked.items()),
            "utf-8",
        )


def main() -> int:
    """Count every page again and keep the numbers."""
    os.environ[RENEW] = "1"
    return int(pytest.main([str(TEST), "-q", "-k", "baseline"]))


if __name__ == "__main__":
    sys.exit(main())
