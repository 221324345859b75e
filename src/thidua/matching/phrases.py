"""How questions about a table are worded, in both languages."""

from collections.abc import Sequence

from thidua.language import Text
from thidua.workbooks.headers import header_key
from thidua.workbooks.specification import Column

_VI = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_EN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MOST = 40


def counted(number: int, vi: str, en: str, en_many: str = "") -> Text:
    """A count that begins a sentence: "Ba từ", "12 người"; small ones in words."""
    plural = en if number == 1 else en_many or f"{en}s"
    if number < len(_VI):
        return Text(f"{_VI[number]} {vi}", f"{_EN[number]} {plural}").capitalised()
    return Text(f"{number} {vi}", f"{number} {plural}")


def rows(number: int) -> Text:
    """ "23 dòng", "23 rows"."""
    return Text(f"{number} dòng", f"{number} {'row' if number == 1 else 'rows'}")


def spans(numbers: Sequence[int]) -> str:
    """Row numbers, those that follow each other as a span: "44–47, 51"."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][-1] == number - 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ", ".join("–".join(str(number) for number in span) for span in found)


def numbered(numbers: Sequence[int]) -> Text:
    """ "dòng 44–47, 51"."""
    more = ", …" if len(numbers) > _MOST else ""
    shown = spans(numbers[:_MOST]) + more
    return Text(f"dòng {shown}", f"{'row' if len(numbers) == 1 else 'rows'} {shown}")


def quoted(words: str) -> Text:
    """The file's own words in quotation marks."""
    return Text(f"“{words}”", f"“{words}”")


def organisation(column: Column) -> Text:
    """What a column's codes name: a cell or any organisation."""
    if "chi bo" in header_key(column.title.vi):
        return Text("chi bộ", "cell")
    return Text("tổ chức", "organisation")
