"""The sheet *Quyết định*."""

from thidua.language import Text
from thidua.vocabulary import Tier
from thidua.workbooks import Column, Kind, Sheet, word_choices

DECISIONS = Sheet(
    "decisions",
    Text("Quyết định", "Decisions"),
    (
        Column(
            "number", Text("Số", "Number"), Kind.CODE, required=True, key=True, example="125-QĐ/TU"
        ),
        Column("date", Text("Ngày", "Date"), Kind.DATE, required=True),
        Column(
            "issuer",
            Text("Mã tổ chức ban hành", "Issuer"),
            Kind.CODE,
            required=True,
            key=True,
            refers="organisation",
            aliases=("Tổ chức ban hành", "Cơ quan ban hành", "Cấp uỷ ban hành"),
        ),
        Column(
            "signer_post",
            Text("Chức vụ người ký", "Signer's post"),
            required=True,
            example="Phó Bí thư Tỉnh uỷ",
        ),
        Column(
            "covers",
            Text("Đối tượng", "Covers"),
            Kind.CODES,
            required=True,
            example="Đảng viên, Tổ chức đảng",
            help=Text(
                "Các loại đối tượng, cách nhau bằng dấu phẩy: Đảng viên, Tổ chức đảng, Tập thể "
                "lãnh đạo, "
                "Cá nhân lãnh đạo.",
                "Subject types with commas between them: member, organisation, collective, leader.",
            ),
        ),
        Column(
            "tier",
            Text("Cấp của tổ chức được xếp", "Tier"),
            Kind.CHOICE,
            choices=word_choices(Tier),
            help=Text(
                "Chỉ điền khi quyết định xếp loại tổ chức.", "Only for decisions on organisations."
            ),
        ),
        Column(
            "supplements",
            Text("Bổ sung cho quyết định số", "Supplements no."),
            Kind.CODE,
            aliases=("Bổ sung cho số",),
            help=Text(
                "Chỉ với quyết định bổ sung: số của quyết định đầu, cùng cấp uỷ, cùng năm. Quyết "
                "định bổ sung xếp loại những ai chưa có mức ở quyết định nào.",
                "Only for a supplementary decision: the number of the first one, of the same "
                "committee and year. It is about whoever no decision holds yet.",
            ),
        ),
    ),
    optional=True,
)
