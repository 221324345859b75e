"""Number formats as spreadsheets write them, taken apart: sections, quoted text, brackets, digits.

`0.00%` shows a share times a hundred, `0.00"%"` and `0.00\\%` the number itself with a sign
behind it; `[Red]`, `[$-42A]` and `_x` show nothing of their own; `[>=100]` says for which numbers a
section is. What a format makes of a number is in `showing`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    42: '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    43: '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    44: '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    48: "##0.0E+0",
    49: "@",
}
"""The formats that files name by number only, as far as they are no plain number."""

_PIECE = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | [_*](?P<blank>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General)
    | (?P<clock>AM/PM|A/P)
    | (?P<exponent>E[+-])
    | (?P<date>[ymdhs]+)
    | (?P<digit>[0\#?])
    | (?P<mark>[.,%/@;])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)$")
_ELAPSED = re.compile(r"(?:h+|m+|s+)$", re.IGNORECASE)
_COLOURS = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+)$", re.IGNORECASE
)
_LONGEST = 255  # as many signs as Excel takes

PieceKind = Literal["text", "digit", "general", "date", "exponent", "mark"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One sign or text of a section: a text that is shown as it stands, a place of a digit (0, # or
    ?), letters of a date, or a mark (. , % / @).
    """

    kind: PieceKind
    sign: str


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a format for some numbers. `condition`: the comparison and the number of a
    bracket; `coloured`: shown in a colour of its own.
    """

    pieces: tuple[Piece, ...] = ()
    condition: tuple[str, Decimal] | None = None
    coloured: bool = False

    def has(self, kind: PieceKind, sign: str = "") -> bool:
        """Whether there is such a piece."""
        return any(piece.kind == kind and sign in piece.sign for piece in self.pieces)

    @property
    def texts(self) -> str:
        """All that is shown as it stands."""
        return "".join(piece.sign for piece in self.pieces if piece.kind == "text")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format by its sections. `of_text` is the one for texts, None where they are shown as they
    are.
    """

    code: str
    sections: tuple[Section, ...] = field(default=(Section(),))
    of_text: Section | None = None

    @property
    def is_date(self) -> bool:
        """A day or a time is shown of a number."""
        return self.sections[0].has("date")

    @property
    def only_rounds(self) -> bool:
        """Whole numbers are shown as they are, others with some decimals."""
        return len(self.sections) == 1 and _is_plain(self.sections[0])

    @property
    def decimals(self) -> int:
        """How many decimals its first section shows."""
        return _decimals(self.sections[0])

    def section_of(self, number: Decimal) -> tuple[Section, bool]:
        """The section that shows a number, and whether the sign of a negative one is shown before
        it.
        """
        sections = self.sections
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or _holds(section.condition, number):
                    return section, not _only_negative(section)
            return sections[-1], True
        if number < 0 and len(sections) > 1:
            return sections[1], False
        if number == 0 and len(sections) > 2:
            return sections[2], False
        return sections[0], True


@lru_cache(maxsize=1_000)
def parsed_format(code: str) -> NumberFormat:
    """A format code taken apart. One that nobody can read is taken as General."""
    sections = [_section(pieces) for pieces in _split(code[:_LONGEST])]
    of_text = None
    if len(sections) > 3:
        of_text = sections[3]
    elif sections[-1].has("mark", "@"):
        of_text = sections[-1]
        sections = sections[:-1]
    general = Section((Piece("general", "General"),))
    if of_text is not None and of_text.pieces and _shows_text_alone(of_text):
        of_text = None
    return NumberFormat(code, tuple(sections[:3]) or (general,), of_text)


def _split(code: str) -> list[list[re.Match[str]]]:
    sections: list[list[re.Match[str]]] = [[]]
    for match in _PIECE.finditer(code):
        if match["mark"] == ";":
            sections.append([])
        else:
            sections[-1].append(match)
    return sections


def _section(matches: list[re.Match[str]]) -> Section:
    condition = None
    coloured = False
    for match in matches:
        bracket = match["bracket"] or ""
        coloured = coloured or _COLOURS.match(bracket) is not None
        if found := _CONDITION.match(bracket):
            try:
                condition = (found[1], Decimal(found[2]))
            except InvalidOperation:
                continue
    return Section(tuple(_pieces(matches)), condition, coloured)


def _pieces(matches: list[re.Match[str]]) -> Iterator[Piece]:
    for match in matches:
        bracket = match["bracket"]
        match match.lastgroup:
            case "quoted" | "escaped" | "other":
                yield Piece("text", match[match.lastgroup])
            case "blank":
                yield Piece("text", " ")
            case "bracket" if bracket.startswith("$"):
                yield Piece("text", bracket[1:].partition("-")[0])
            case "bracket" if _ELAPSED.match(bracket):
                yield Piece("date", bracket.lower())
            case "clock":
                yield Piece("date", "h")
            case "general" | "exponent" | "digit" | "mark" as kind:
                yield Piece(kind, match[kind])
            case "date":
                yield Piece("date", match["date"].lower())
            case _:
                continue


def _shows_text_alone(section: Section) -> bool:
    return section.has("mark", "@") and not section.texts.strip()


def _is_plain(section: Section) -> bool:
    """Digits, a point, thousands and blanks: what is shown of a whole number is that number."""
    if section.condition is not None or not section.pieces:
        return False
    if any(piece.kind in {"date", "exponent"} for piece in section.pieces):
        return False
    if section.texts.strip() or section.has("mark", "%") or section.has("mark", "/"):
        return False
    if section.has("general"):
        return len(section.pieces) == 1
    before = [piece.sign for piece in section.pieces]
    whole = "".join(before).partition(".")[0].strip()
    return re.fullmatch(r"[#,?]*0|[#,?]*#,##0", whole) is not None and before[-1] != ","


def _decimals(section: Section) -> int:
    if section.has("general"):
        return _LONGEST
    places = "".join(piece.sign for piece in section.pieces if piece.kind != "text")
    return sum(sign in "0#?" for sign in places.partition(".")[2])


def _holds(condition: tuple[str, Decimal], number: Decimal) -> bool:
    sign, bound = condition
    if sign == "<>":
        return number != bound
    return (
        ("<" in sign and number < bound)
        or (">" in sign and number > bound)
        or ("=" in sign and number == bound)
    )


def _only_negative(section: Section) -> bool:
    return (
        section.condition is not None
        and section.condition[0] in {"<", "<="}
        and (section.condition[1] <= 0)
    )
