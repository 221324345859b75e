"""Which column of a sheet each heading of a table names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from thidua.matching.layout import Heading
from thidua.matching.mapping import LONGEST
from thidua.signs import normalise
from thidua.workbooks.headers import Names, header_key
from thidua.workbooks.specification import Column, Kind, Sheet
from thidua.workbooks.words import Words


class Strength(IntEnum):
    """How surely a heading names a column."""

    PART = 1  # its last word does: "Thông tin chung / Họ và tên"
    NEARLY = 2  # but for a number, a note on form or a year: "2. Ngày sinh (dd/mm/yyyy)"
    EXACT = 3  # the column's own name or an alias


@dataclass(frozen=True, slots=True)
class Claim:
    """What a heading says it gives: a column ("" when being filled is all it says), or a part of
    it (a family name).
    """

    heading: Heading
    column: str
    strength: Strength
    when_filled: Mapping[str, str] = field(default_factory=dict)
    part: bool = False


@dataclass(frozen=True, slots=True)
class Assigned:
    """Which heading gives which column.

    `takes`: the claims that hold; `ties`: columns that several headings claim alike, with those
    headings; `unknown`: headings that name nothing; `left_out`: headings in use that the sheet has
    no use for."""

    takes: tuple[Claim, ...] = ()
    ties: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    unknown: tuple[Heading, ...] = ()
    left_out: tuple[Heading, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The columns that something gives."""
        given = {claim.column for claim in self.takes}
        given |= {column for claim in self.takes for column in claim.when_filled}
        return frozenset(given - {""})


_NUMBERS_OF_ROWS = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "s tt"})
_NUMBER = re.compile(r"^\s*\(?\d{1,2}\s*[.)/-]\s*(?=\D)")
_NOTE = re.compile(r"[(\[][^)\]]*[)\]]")
_WORDS_ON_FORM = """ngay thang nam dd mm yyyy yy d m y viet bang in chu hoa thuong ghi ro theo mau
neu co bat buoc dong chi nguoi so"""
_ON_FORM = frozenset(_WORDS_ON_FORM.split())
_YEAR = re.compile(r"\b(?:nam )?((?:19|20|21)\d\d)$")
_OF_A_LEVEL = frozenset(
    {"", "xep loai", "muc xep loai", "ket qua xep loai", "ket qua", "muc", "danh gia xep loai"}
    | {"ket qua danh gia xep loai", "xep loai chat luong", "ket qua xep loai chat luong"}
)
_WHOLE_NAME = "ho va ten"
_FAMILY_NAMES = frozenset(
    {"ho", "ho dem", "ho va dem", "ho va chu dem", "ho chu dem", "ho lot", "ho va lot"}
    | {"ho va ten dem", "ho ten dem", "ho va ten lot"}
)
_GIVEN_NAMES = frozenset({"ten", "ten goi"})
_SEXES = {"nam": "Nam", "nam giới": "Nam", "nữ": "Nữ", "nữ giới": "Nữ", "nu": "Nữ"}


def assign(
    headings: Sequence[Heading], spec: Sheet, *, given: frozenset[str] = frozenset()
) -> Assigned:
    """Which of these headings gives which column of the sheet; columns `given` already are not.

    The surest claim holds; of two alike none does, unless each is for other rows (Nam / Nữ)."""
    names = _Names(spec)
    left_out = tuple(heading for heading in headings if names.leaves_out(heading))
    claims = {}
    for heading in headings:
        claim = names.part_of_name(heading, headings) or names.claim(heading)
        if claim and (heading not in left_out or claim.strength is Strength.EXACT):
            claims[heading] = claim
    claims |= names.of_words([heading for heading in headings if heading not in claims])
    takes = [claim for claim in claims.values() if not claim.column]
    ties: dict[str, tuple[Claim, ...]] = {}
    for column in dict.fromkeys(claim.column for claim in claims.values() if claim.column):
        if column in given:
            continue
        rivals = [claim for claim in claims.values() if claim.column == column]
        best = max(claim.strength for claim in rivals)
        rivals = [claim for claim in rivals if claim.strength == best]
        told_apart = {tuple(claim.when_filled.items()) for claim in rivals} - {()}
        parts = is_name(spec.column(column)) and _beside_each_other(rivals)
        if len(rivals) == 1 or len(told_apart) == len(rivals) or parts:
            takes += rivals
        else:
            ties[column] = tuple(rivals)
    used = {claim.heading for claim in takes} | {
        claim.heading for rivals in ties.values() for claim in rivals
    }
    return Assigned(
        takes=tuple(sorted(takes, key=lambda claim: claim.heading.at)),
        ties=ties,
        unknown=tuple(
            heading
            for heading in headings
            if heading.key and heading not in used and heading not in left_out
        ),
        left_out=tuple(heading for heading in left_out if heading not in used),
    )


def is_name(column: Column) -> bool:
    """Whether a person's name stands in the column, which a table may have in two parts."""
    names = {header_key(name) for name in (*column.title, *column.former, *column.aliases)}
    return column.kind is Kind.TEXT and _WHOLE_NAME in names


def _beside_each_other(claims: Sequence[Claim]) -> bool:
    """Whether these are the two parts of one name: "Họ và tên" over two columns, "Họ đệm" and
    "Tên".
    """
    places = sorted(claim.heading.at for claim in claims)
    alike = len({claim.heading.key for claim in claims}) == 1
    return (
        (alike or all(claim.part for claim in claims))
        and len(places) == 2
        and places[1] == places[0] + 1
    )


def sex_column(spec: Sheet) -> Column | None:
    """The sheet's column in which "Nam" and "Nữ" may stand."""
    for column in spec.columns:
        if column.kind is Kind.CHOICE:
            words = Words(column)
            if words.word("Nam") and words.word("Nữ"):
                return column
    return None


class _Names:
    """The names of a sheet's columns, and how headings come near them."""

    def __init__(self, spec: Sheet) -> None:
        self.spec, self.names, self.sex = spec, Names(spec), sex_column(spec)
        self.unused = {header_key(name) for name in spec.leaves_out} | _NUMBERS_OF_ROWS

    def leaves_out(self, heading: Heading) -> bool:
        """Whether the sheet has no use for what is so called."""
        keys = [header_key(word) for word in heading.words]
        return bool(keys) and bool({" ".join(keys), keys[0], keys[-1]} & self.unused)

    def part_of_name(self, heading: Heading, headings: Sequence[Heading]) -> Claim | None:
        """The name's column, of "Họ và chữ đệm" and of "Tên" right behind it."""
        column = self.names.id_of(_WHOLE_NAME)
        if column is None or not heading.words or not is_name(self.spec.column(column)):
            return None
        last = {other.at: header_key(other.words[-1]) for other in headings if other.words}
        before, here, behind = (last.get(heading.at + step, "") for step in (-1, 0, 1))
        family = here in _FAMILY_NAMES and behind in _GIVEN_NAMES
        given = here in _GIVEN_NAMES and before in _FAMILY_NAMES
        return Claim(heading, column, Strength.EXACT, part=True) if family or given else None

    def claim(self, heading: Heading) -> Claim | None:
        """What the heading names, None when nobody knows."""
        if not heading.words or len(heading.key) > LONGEST:
            return None
        if column := self.names.id_of(" ".join(heading.words)):
            return Claim(heading, column, Strength.EXACT)
        if claim := self._of_a_sex(heading):
            return claim
        if column := self._nearly(heading):
            return Claim(heading, column, Strength.NEARLY)
        if len(heading.words) > 1 and (column := self.names.id_of(heading.words[-1])):
            return Claim(heading, column, Strength.PART)
        return None

    def _of_a_sex(self, heading: Heading) -> Claim | None:
        """ "Ngày sinh / Nam", "Ngày sinh Nữ", or "Nam" alone, in which rows are marked."""
        if self.sex is None:
            return None
        *above, last = heading.words
        last, word = normalise(last).lower(), ""
        for written, sex in _SEXES.items():
            if last == written or last.endswith(f" {written}"):
                above += [last.removesuffix(written)] if last != written else []
                word = Words(self.sex).word(sex) or ""
                break
        if not word:
            return None
        when_filled = {self.sex.id: word}
        rest = Heading(heading.at, tuple(words.strip() for words in above if words.strip()))
        if not rest.words:
            return Claim(heading, "", Strength.EXACT, when_filled)
        of = self.claim(rest)
        if of is None or of.when_filled:
            return None
        if of.column == self.sex.id:
            return Claim(heading, "", of.strength, when_filled)
        dated = self.spec.column(of.column).kind in (Kind.DATE, Kind.YEAR)
        return Claim(heading, of.column, of.strength, when_filled) if dated else None

    def of_words(self, headings: Sequence[Heading]) -> dict[Heading, Claim]:
        """ "Kết quả xếp loại / Hoàn thành tốt nhiệm vụ": columns in which a mark chooses a word.
        One alone may be something else.
        """
        found: dict[Heading, Claim] = {}
        for column in self.spec.columns:
            if column.kind is not Kind.CHOICE or column == self.sex:
                continue
            words = Words(column)
            claims = {
                heading: Claim(heading, "", Strength.EXACT, {column.id: word})
                for heading in headings
                if heading.words and self._names(heading.words[:-1], column)
                if (word := words.word(normalise(heading.words[-1]))) is not None
            }
            if len({claim.when_filled[column.id] for claim in claims.values()}) > 1:
                found |= {
                    heading: claim for heading, claim in claims.items() if heading not in found
                }
        return found

    def _names(self, above: Sequence[str], column: Column) -> bool:
        """Whether the upper words of a head are the column's own name, or none."""
        return not above or self.names.id_of(" ".join(above)) == column.id

    def _nearly(self, heading: Heading) -> str | None:
        """The column, where only a number, a note on form or a year stands between."""
        bare = [_without_notes(word) for word in heading.words]
        while len(bare) > 1 and _on_form(bare[-1]):
            bare.pop()
        key = header_key(" ".join(bare))
        if column := self.names.id_of(key):
            return column
        year = _YEAR.search(key)
        if year is None:
            return None
        rest = key[: year.start()].strip()
        if self.spec.open_columns and rest in _OF_A_LEVEL:
            return self.spec.open_columns.id_of(year[1])
        return self.names.id_of(rest)


def _without_notes(word: str) -> str:
    """Without the number before it, and without notes on form and numbers of columns behind it."""
    return _NOTE.sub(lambda note: " " if _on_form(note[0]) else note[0], _NUMBER.sub("", word))


def _on_form(note: str) -> bool:
    """Whether a note says only how cells are written, or counts: "(ngày, tháng, năm)", "(2)"."""
    words = header_key(note).split()
    return all(word in _ON_FORM or word.isdecimal() for word in words)
