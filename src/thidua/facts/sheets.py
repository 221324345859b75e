"""The sheets of facts, made from the frameworks in force, and those of decisions.

A framework declares its criteria and facts; each becomes a column of the sheet of its subject type.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from thidua.language import Text
from thidua.organisations import headings
from thidua.rulebook.fact_words import KNOWN_CHOICES
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.framework import Framework
from thidua.vocabulary import (
    LAST_YEAR_OF_LABELS,
    Grade,
    Label,
    Level,
    NoLevel,
    NotReviewed,
    SubjectType,
    Word,
)
from thidua.workbooks import Choice, Column, Kind, Sheet, word_choices, year_columns

MEMBER_CODE = Column(
    "member",
    Text("Mã đảng viên", "Member"),
    Kind.CODE,
    required=True,
    key=True,
    example="DV000001",
    aliases=headings.CODE,
)
ORGANISATION_CODE = Column(
    "organisation",
    Text("Mã tổ chức", "Organisation"),
    Kind.CODE,
    required=True,
    key=True,
    example="HU01",
    refers="organisation",
)
NAME = Column(
    "name",
    Text("Tên", "Name"),
    aliases=("Họ và tên", "Họ tên", "Tên tổ chức", "Tên tổ chức đảng", "Tên đảng viên"),
    for_reader=True,
    help=Text(
        "Chỉ để người đọc; nếu khác tên đã lưu thì được cảnh báo.",
        "For the reader; a name unlike ours is warned of.",
    ),
)

FACT_SHEETS: Mapping[SubjectType, Sheet] = {
    SubjectType.MEMBER: Sheet(
        "member_facts", Text("Đảng viên", "Members"), (MEMBER_CODE, NAME), optional=True
    ),
    SubjectType.ORGANISATION: Sheet(
        "organisation_facts",
        Text("Tổ chức", "Organisations"),
        (ORGANISATION_CODE, NAME),
        optional=True,
    ),
    SubjectType.COLLECTIVE: Sheet(
        "collective_facts",
        Text("Tập thể lãnh đạo", "Leadership collectives"),
        (
            Column(
                "collective",
                Text("Mã tổ chức do tập thể lãnh đạo", "Organisation led"),
                Kind.CODE,
                required=True,
                key=True,
                example="HU01",
                refers="organisation",
                aliases=("Mã tổ chức", "Tập thể lãnh đạo"),
            ),
            NAME,
        ),
        optional=True,
    ),
    SubjectType.LEADER: Sheet(
        "leader_facts",
        Text("Cá nhân lãnh đạo", "Individual leaders"),
        (MEMBER_CODE, ORGANISATION_CODE, NAME),
        optional=True,
    ),
}
"""The sheet of each subject type with its key columns alone; a framework adds the rest."""

NO_LEVEL = tuple(form for word in NoLevel for form in word.forms)
"""What people write in a column of levels where there is none: the cell is read as blank."""

_KINDS = {
    "grade": Kind.CHOICE,
    "level": Kind.CHOICE,
    "choice": Kind.CHOICE,
    "bool": Kind.YES_NO,
    "percent": Kind.DECIMAL,
    "number": Kind.DECIMAL,
    "count": Kind.INTEGER,
}


def fact_column(name: str, spec: FactSpec) -> Column:
    """The column in which a criterion or fact is written."""
    kind = _KINDS[spec.type]
    low, high = (None if bound is None else _bound(bound, kind) for bound in (spec.min, spec.max))
    return Column(
        name,
        spec.title,
        kind,
        choices=tuple(_choices(spec)) if kind is Kind.CHOICE else (),
        minimum=low if low is not None or spec.type != "count" else 0,
        maximum=high,
        decimals=spec.decimals if kind is Kind.DECIMAL else 4,
        percent=spec.type == "percent",
        nothing=NO_LEVEL if spec.type == "level" else (),
        help=_help(spec),
    )


def _help(spec: FactSpec) -> Text:
    """The fact's note, and what a blank cell is taken to be where the text says so."""
    note = spec.note or Text("", "")
    if spec.assumed is None:
        return note
    blank = Text("Để trống: coi là “{value}”.", "Blank: taken as “{value}”.").format(
        value=spec.show(spec.assumed)
    )
    return Text(f"{note.vi} {blank.vi}".strip(), f"{note.en} {blank.en}".strip())


def _bound(bound: Decimal | int, kind: Kind) -> Decimal | int:
    return int(bound) if kind is Kind.INTEGER else Decimal(bound)


def _choices(spec: FactSpec) -> Iterable[Choice]:
    words: dict[str, type[Word]] = {"grade": Grade, "level": Level, **KNOWN_CHOICES}
    named = words.get(spec.choices) if isinstance(spec.choices, str) else words.get(spec.type)
    cited = named is not None and named.cites_decisions()
    for word, _, title, forms in spec.words:
        yield Choice(word, title, tuple(form for form in forms if form not in title), cited)


def fact_columns(framework: Framework) -> list[Column]:
    """Columns of the framework's criteria, then of its facts that are given by the sheet."""
    given = {
        **framework.terms.criteria,
        **{name: spec for name, spec in framework.facts.items() if spec.given_by == "sheet"},
    }
    return [fact_column(name, spec) for name, spec in given.items()]


def fact_sheet(framework: Framework) -> Sheet:
    """The sheet of one framework's subject type."""
    sheet = FACT_SHEETS[framework.subject].with_columns(fact_columns(framework))
    return replace(sheet, closed=True)  # a fact in a misspelt column would be lost without a word


LEVELS = word_choices(Level)
SUBJECT_TYPES = word_choices(SubjectType)
SAME_AS_LEVELS = {
    Label.ORGANISATION_GOOD.value: Level.GOOD.value,
    Label.ORGANISATION_COMPLETED.value: Level.COMPLETED.value,
}
"""Labels that are written as a level is; the year and the subject tell which is meant."""

HELD = LEVELS + word_choices(label for label in Label if label.value not in SAME_AS_LEVELS)
"""What stands in a column of an earlier year: a level, in 2017 and before a label."""
SUBJECT_TYPE = Column(
    "subject_type",
    Text("Đối tượng", "Subject type"),
    Kind.CHOICE,
    required=True,
    key=True,
    choices=SUBJECT_TYPES,
)
SUBJECT_CODE = Column(
    "code",
    Text("Mã", "Code"),
    Kind.CODE,
    required=True,
    key=True,
    help=Text(
        "Mã đảng viên với đảng viên và cá nhân lãnh đạo; mã tổ chức với tổ chức và tập thể lãnh "
        "đạo.",
        "The member's code for members and leaders; the organisation's for organisations and "
        "collectives.",
    ),
)

PUT_OFF = Sheet(
    "put_off",
    Text("Chưa kiểm điểm", "Not yet reviewed"),
    (
        SUBJECT_TYPE,
        SUBJECT_CODE,
        Column(
            "organisation",
            Text("Mã tổ chức", "Organisation"),
            Kind.CODE,
            key=True,
            refers="organisation",
            help=Text(
                "Chỉ với cá nhân lãnh đạo: tổ chức mình lãnh đạo.",
                "Only for leaders: the organisation they lead.",
            ),
        ),
        NAME,
        Column(
            "reason",
            Text("Lý do", "Reason"),
            Kind.CHOICE,
            required=True,
            choices=word_choices(NotReviewed),
        ),
        Column("note", Text("Ghi chú", "Note")),
        Column(
            "reviewed_on",
            Text("Ngày kiểm điểm bù", "Made up for on"),
            Kind.DATE,
            help=Text(
                "Để trống: còn chưa kiểm điểm. Có ngày: được xếp loại ở quyết định bổ sung từ ngày "
                "ấy.",
                "Blank: not yet reviewed. With a day: rated by a supplementary decision from then "
                "on.",
            ),
        ),
    ),
    help=Text(
        "Ai vắng, ốm hoặc phát hiện sót nên chưa kiểm điểm cùng đợt: quyết định chung không chờ.",
        "Who was absent, ill or found later, and not reviewed with the others: no decision waits.",
    ),
    optional=True,
)
EARLIER_LEVELS = Sheet(
    "earlier_levels",
    Text("Các năm trước", "Earlier years"),
    (SUBJECT_TYPE, SUBJECT_CODE),
    open_columns=year_columns(
        Column("year", Text("Năm", "Year"), Kind.CHOICE, choices=HELD, nothing=NO_LEVEL)
    ),
    help=Text(
        "Mức đã được quyết định ở những năm trước, mỗi năm một cột (2020, 2019 …). Năm "
        f"{LAST_YEAR_OF_LABELS} trở về trước ghi nhãn (trong sạch, vững mạnh…; đủ tư cách…).",
        "Levels decided in earlier years, one column a year (2020, 2019 …). Of "
        f"{LAST_YEAR_OF_LABELS} and before the label stands there, not a level.",
    ),
    optional=True,
)
