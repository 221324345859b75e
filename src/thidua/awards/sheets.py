"""The sheet *Khen thưởng* of the decisions workbook."""

from thidua.facts.sheets import SUBJECT_CODE, SUBJECT_TYPE
from thidua.language import Text
from thidua.rulebook import packaged_awards
from thidua.vocabulary import StateAuthority
from thidua.workbooks import Choice, Column, Kind, Sheet

STATE = Text(*(", ".join(word.title[language] for word in StateAuthority) for language in (0, 1)))
"""The authorities of the State, as a help text and an error name them."""

FORMER_NAMES = {"committee_certificate_year": ("Giấy khen của đảng uỷ cơ sở (năm)",)}
"""What forms were called in sheets written before; they stay readable."""


def awards_sheet() -> Sheet:
    """The sheet; its forms are those of the awards table that comes with the rulebook."""
    forms = tuple(
        Choice(form.id, form.title, FORMER_NAMES.get(form.id, ()))
        for form in packaged_awards().forms.values()
    )
    return Sheet(
        "awards",
        Text("Khen thưởng", "Awards"),
        (
            Column(
                "form",
                Text("Hình thức", "Form"),
                Kind.CHOICE,
                required=True,
                key=True,
                choices=forms,
            ),
            SUBJECT_TYPE,
            SUBJECT_CODE,
            Column(
                "authority",
                Text("Cấp khen thưởng", "Authority"),
                required=True,
                former=("Cơ quan khen",),
                aliases=("Cấp tặng",),
                help=Text(
                    "Mã hoặc tên tổ chức đảng; hoặc: {state}.",
                    "Code or name of a Party organisation; or: {state}.",
                ).format(state=STATE),
            ),
            Column("number", Text("Số", "Number"), Kind.CODE),
            Column("date", Text("Ngày", "Date"), Kind.DATE),
        ),
        help=Text(
            "Mỗi dòng được kiểm tra theo quy định khi xếp loại; dòng không đủ điều kiện được "
            "nêu lý do.",
            "Each row is checked by the rules once levels are known; what fails is listed with "
            "its reason.",
        ),
        optional=True,
    )
