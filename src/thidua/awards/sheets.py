"""The sheet *Khen thưởng* of the decisions workbook."""

from thidua.language import Text
from thidua.reviews.sheets import SUBJECT_CODE, SUBJECT_TYPE
from thidua.workbooks import Column, Kind, Sheet

AWARDS = Sheet(
    "awards",
    Text("Khen thưởng", "Awards"),
    (
        Column(
            "form",
            Text("Hình thức", "Form"),
            Kind.CODE,
            required=True,
            key=True,
            help=Text("Mã hoặc tên hình thức khen thưởng.", "Id or name of the form of recognition."),
        ),
        SUBJECT_TYPE,
        SUBJECT_CODE,
        Column(
            "authority",
            Text("Cơ quan khen", "Authority"),
            required=True,
            help=Text(
                "Mã tổ chức đảng, hoặc tên cơ quan nhà nước.",
                "Code of a Party organisation, or a State authority's name.",
            ),
        ),
        Column("number", Text("Số", "Number"), Kind.CODE),
        Column("date", Text("Ngày", "Date"), Kind.DATE),
    ),
    help=Text(
        "Mỗi dòng được kiểm tra theo quy định khi xếp loại; dòng không đủ điều kiện được nêu lý do.",
        "Each row is checked by the rules once levels are known; what fails is listed with its reason.",
    ),
    optional=True,
)
