"""The head of a table: which rows name its columns, and what each column is called.

A head is known by what it is: words above cells of another sort, words that are not repeated below,
words that heads have in use, merged cells, a row (1) (2) (3) below it, the first serial number."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from thidua.matching.lines import Line, Sort
from thidua.matching.row_words import is_motto, is_numeral
from thidua.workbooks.headers import header_key

Merge = tuple[int, int, int, int]

SEARCHED = 120
_MOST_ROWS = 4
_SERIAL_HEADS = frozenset({"stt", "tt", "so tt", "so thu tu", "s tt", "thu tu", "no"})
_IN_USE = re.compile(
    r"(stt|tt|so tt|so thu tu|ho va ten.*|ho ten.*|ho dem|ten|ten dang vien|ten chi bo|"
    r"(ngay|nam|sinh)( |$).*|gioi tinh|nam|nu|dan toc|ton giao|que quan.*|"
    r"noi (sinh|o|thuong tru).*|"
    r"ma( |$).*|so (the|cccd|dinh danh|cmnd|cmt|hieu|ly lich|dien thoai).*|chuc (vu|danh).*|"
    r"(thuoc )?chi bo( (dang )?sinh hoat| truc thuoc)?|"
    r"to chuc (co so )?dang.*|don vi.*|tinh trang.*|trang thai.*|ghi chu.*|trinh do.*|"
    r"hoc van|chuyen mon.*|ly luan.*|chinh thuc|du bi|vao dang.*|dia chi.*|muc xep loai|"
    r"(ket qua )?xep loai.*|ket qua.*|muc do.*|danh gia.*|noi dung|tong so|ky luat.*|khen thuong.*|"
    r"nghe nghiep.*|code|name|full name|.*from|to|status|cell)"
)
_HINT = re.compile(
    r"d{1,2} m{1,2} y{2,4}|d{1,2} m{1,2} n{2,4}|ngay thang nam|(mm )?yyyy|"
    r"(ghi|neu co|vd|vi du|bat buoc|danh dau|chon)( .*)?"
)


def serial_column(words: Mapping[int, tuple[str, ...]]) -> int | None:
    """The column headed "STT", "TT" or the like."""
    for at, parts in sorted(words.items()):
        if parts and header_key(parts[-1]) in _SERIAL_HEADS:
            return at
    return None


def find_head(lines: Sequence[Line], merges: Sequence[Merge]) -> tuple[int, ...]:
    """The row numbers of the head among the first lines of a sheet, () when there is none."""
    best, most = None, 0.0
    below: list[tuple[Counter[Sort], Counter[str]]] = [
        (Counter(), Counter()) for _ in (lines[0].texts if lines else ())
    ]
    tall = Counter(top for top, _, bottom, _ in merges if bottom > top)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if index < SEARCHED:
            score = _score(line, below) + _followed_by(lines, index)
            if line.words == line.filled:
                score += min(6, 2 * tall[line.row])
            if score >= most and _may_be_head(line):
                best, most = index, score
        for at in line.filled:
            below[at][0][line.sorts[at]] += 1
            below[at][1][line.texts[at].casefold()] += 1
    if best is None:
        return ()
    # A head that is printed on every page is the head where it stands first.
    alike = (at for at in range(best) if lines[at].texts == lines[best].texts)
    return _whole(lines, next(alike, best), merges)


def _may_be_head(line: Line) -> bool:
    section = is_numeral(line.first) and len(line.texts[line.filled[-1]]) > 1
    if is_motto(line.texts) or (section and len(line.filled) <= 2):
        return False
    named = len(line.words) + sum(sort in (Sort.YEAR, Sort.CODE) for sort in line.sorts)
    return 2 * named > len(line.filled) and named >= min(2, len(line.texts))


def _score(line: Line, below: Sequence[tuple[Counter[Sort], Counter[str]]]) -> float:
    """How much a line is like a head of what stands below it."""
    score = 0.0
    for at in line.filled:
        sorts, texts = below[at]
        sort, key = line.sorts[at], header_key(line.texts[at])
        if sort is Sort.YEAR:
            score += 0.5
        elif _IN_USE.fullmatch(key):
            score += 3
        elif sort is not Sort.WORDS:
            score -= 2
        elif not sorts:
            score += 0.2
        elif sorts[Sort.WORDS] * 2 < sorts.total():
            score += 2
        else:
            score += -1 if texts[line.texts[at].casefold()] else 0.5
    return score


def _followed_by(lines: Sequence[Line], index: int) -> float:
    """What the next line says: a row of numbers, or the first serial number."""
    if index + 1 >= len(lines):
        return 0
    after = lines[index + 1]
    if is_numbers(after, lines[index + 2] if index + 2 < len(lines) else None):
        return 6
    return 3 if after.first.strip("().") in {"1", "01", "001"} else 0


def is_numbers(line: Line, after: Line | None) -> bool:
    """Whether a line below a head counts the columns: (1) (2) (3), 1 2 3, A B 1 2 3, (4)=(2)+(3).

    Plain numbers may be data: then the next line goes on counting in the first column."""
    texts = [line.texts[at] for at in line.filled]
    if len(texts) < 3:
        return False
    while texts and len(texts) > 2 and re.fullmatch(r"\(?[A-Ea-e]\)?", texts[0]):
        texts = texts[1:]
    found = [re.match(r"[(\[]?\s*0?(\d{1,2})\s*(?:[.)\]]|$|=)", text) for text in texts]
    counted = [int(match[1]) for match in found if match]
    if len(counted) < len(texts) or counted != list(range(1, len(counted) + 1)):
        return False
    if after is None or any(text.startswith(("(", "[")) for text in texts):
        return True
    return not (after.first.strip(".)") in {"2", "02"} and len(counted) < 6)


def _whole(lines: Sequence[Line], index: int, merges: Sequence[Merge]) -> tuple[int, ...]:
    """The head with the rows above and below that belong to it."""
    top = bottom = index
    rows = [line.row for line in lines]
    grown = True
    while grown and bottom - top + 1 < _MOST_ROWS:
        grown = False
        inside = {
            row
            for first, _, last, _ in merges
            if last > first and last - first < _MOST_ROWS
            if first <= rows[bottom] and last >= rows[top]
            for row in range(first, last + 1)
        }
        if (
            bottom + 1 < len(lines)
            and _next(lines, bottom)
            and (rows[bottom + 1] in inside or _is_lower(lines, top, bottom, merges))
        ):
            bottom, grown = bottom + 1, True
        elif (
            top > 0
            and _next(lines, top - 1)
            and (rows[top - 1] in inside or _is_upper(lines[top - 1], lines[top], merges))
        ):
            top, grown = top - 1, True
    return tuple(rows[top : bottom + 1])


def _next(lines: Sequence[Line], index: int) -> bool:
    return lines[index + 1].row == lines[index].row + 1


def _is_lower(lines: Sequence[Line], top: int, bottom: int, merges: Sequence[Merge]) -> bool:
    """Whether the line below the head names parts of its columns: "Nam", "Nữ" below one day."""
    lower = lines[bottom + 1]
    after = lines[bottom + 2] if bottom + 2 < len(lines) else None
    if not lower.filled or is_numbers(lower, after):
        return False
    if any(_HINT.fullmatch(header_key(lower.texts[at])) for at in lower.filled):
        return all(lower.sorts[at] is Sort.WORDS for at in lower.filled)
    if len(lower.words) < len(lower.filled):
        return False
    upper = _lowest(lines[top : bottom + 1])
    return _fills_gaps(upper, lower.texts, spans_of(lines[bottom].row, merges))


def _is_upper(upper: Line, lower: Line, merges: Sequence[Merge]) -> bool:
    """Whether a line above the head names groups of its columns."""
    if len(upper.words) < len(upper.filled) or is_motto(upper.texts):
        return False
    holes = any(not lower.texts[at] for at in upper.filled)
    if holes and _fills_gaps(upper.texts, lower.texts, {}):
        return True
    spans = spans_of(upper.row, merges)
    covered = {at for first in upper.filled for at in range(first, spans.get(first, -1) + 1)}
    widest = max((spans.get(at, at) - at + 1 for at in upper.filled), default=1)
    return (
        all(at in spans for at in upper.filled)
        and 5 * widest <= 3 * len(lower.filled)
        and covered <= set(lower.filled[1:])
    )


def _lowest(lines: Sequence[Line]) -> tuple[str, ...]:
    """For each column the lowest text of a head of several rows."""
    return tuple(
        next((text for text in reversed(texts) if text), "")
        for texts in zip(*(line.texts for line in lines), strict=True)
    )


def spans_of(row: int, merges: Sequence[Merge]) -> dict[int, int]:
    """The cells of a row merged to the right: first column → last column."""
    return {
        left: right for first, left, last, right in merges if first <= row <= last and right > left
    }


def _fills_gaps(upper: Sequence[str], lower: Sequence[str], spans: Mapping[int, int]) -> bool:
    """Whether each text of the lower row stands below a text that covers several columns, and some
    column has a name only there."""
    gaps = False
    for at, text in enumerate(lower):
        if not text or text == upper[at]:
            continue
        owner = owner_of(at, upper, lower, spans)
        if owner is None:
            return False
        gaps = gaps or not upper[at]
    return gaps


def owner_of(
    at: int, upper: Sequence[str], lower: Sequence[str], spans: Mapping[int, int]
) -> int | None:
    """The column whose upper text covers a column with a lower text; None when there is none."""
    for first, last in spans.items():
        if first <= at <= last:
            return first if upper[first] else None
    left = at
    while left >= 0 and not upper[left]:
        left -= 1
    if left < 0 or left in spans or not all(lower[left : at + 1]):
        return None
    covers_more = left < at or (at + 1 < len(upper) and not upper[at + 1] and bool(lower[at + 1]))
    return left if covers_more else None


def head_words(head: Sequence[Line], merges: Sequence[Merge]) -> dict[int, tuple[str, ...]]:
    """The words over each column, from the upper row to the lower; the same words once."""
    found: dict[int, list[str]] = {}
    for depth, line in enumerate(head):
        lower = _lowest(head[depth + 1 :]) if depth + 1 < len(head) else ()
        for at, text in _spread(line, lower, merges):
            words = found.setdefault(at, [])
            if text not in words and not (depth and _HINT.fullmatch(header_key(text))):
                words.append(text)
    return {at: tuple(found[at]) for at in sorted(found)}


def _spread(line: Line, lower: Sequence[str], merges: Sequence[Merge]) -> Iterable[tuple[int, str]]:
    """The texts of one row of a head, each for all columns that it covers."""
    spans = spans_of(line.row, merges)
    for at, text in enumerate(line.texts):
        if text:
            yield from ((covered, text) for covered in range(at, spans.get(at, at) + 1))
        elif lower and lower[at] and not any(a < at <= z for a, z in spans.items()):
            owner = owner_of(at, line.texts, lower, spans)
            if owner is not None:
                yield at, line.texts[owner]
