"""The sheet *Danh sách kết quả xếp loại*: who was given which level in a year, as an office lists
it.

It is brought and never given out: its rows become levels of earlier years, which have a sheet of
their own (*Các năm trước*).
"""

from dataclasses import replace

from thidua.facts.sheets import HELD, SUBJECT_TYPE
from thidua.language import Text
from thidua.organisations.register_sheet import REGISTER
from thidua.vocabulary import NoLevel
from thidua.workbooks import Column, Kind, Sheet, word_choices

UNRATED = NoLevel.UNRATED.value
RESULT_WORDS = (*HELD, *word_choices([NoLevel.UNRATED]))
"""A level, of 2017 and before a label; or that there was none, which is stored as nothing."""

_LEAVES_OUT = (
    "Mức tự nhận",
    "Tự nhận",
    "Đạt tiêu chuẩn",
    "Thuộc",
    "Chi bộ, đơn vị",
    "Tự xếp loại",
    "Cá nhân tự nhận",
    "Chi bộ đề nghị",
    "Đề nghị",
    "Số phiếu",
    "Tỷ lệ",
    "Tỷ lệ %",
    "Tỷ lệ phiếu",
    "Ghi chú",
    "Chức vụ",
    "Chức danh",
    "Chức vụ, đơn vị công tác",
    "Ngày vào Đảng",
    "Giới tính",
    "Nam",
    "Nữ",
)

RESULTS = Sheet(
    "results",
    Text("Danh sách kết quả xếp loại", "List of results"),
    (
        Column(
            "name",
            Text("Họ và tên", "Name"),
            required=True,
            aliases=(
                "Họ tên",
                "Tên",
                "Họ và tên đảng viên",
                "Họ tên đảng viên",
                "Tên đảng viên",
                "Đảng viên",
                "Tên tổ chức",
                "Tên tổ chức đảng",
                "Tên tập thể",
                "Tập thể",
                "Họ và tên / Tên tổ chức",
            ),
            help=Text(
                "Tên người, hoặc tên tổ chức nếu là tổ chức, tập thể lãnh đạo.",
                "Of a person; of an organisation where the list is of organisations.",
            ),
        ),
        Column(
            "code",
            Text("Mã", "Code"),
            Kind.CODE,
            aliases=("Mã đảng viên", "Mã ĐV", "Mã tổ chức", "Số thẻ Đảng", "Số thẻ đảng viên"),
            help=Text(
                "Để trống: tìm theo tên, ngày sinh và chi bộ.",
                "Blank: looked for by name, birth and cell.",
            ),
        ),
        REGISTER.column("born_on"),
        REGISTER.column("born_year"),
        Column(
            "cell",
            Text("Mã chi bộ", "Cell"),
            Kind.CODE,
            refers="organisation",
            whole_table=True,
            aliases=(
                *REGISTER.column("cell").aliases,
                "Đảng bộ",
                "Đảng bộ trực thuộc",
                "Tổ chức cấp trên",
                "Trực thuộc",
            ),
            help=Text(
                "Chi bộ của đảng viên, hoặc tổ chức cấp trên của tổ chức: để phân biệt người, tổ "
                "chức cùng tên.",
                "A member's cell, or what an organisation stands under: to tell apart those of one "
                "name.",
            ),
        ),
        replace(SUBJECT_TYPE, key=False, whole_table=True, aliases=("Loại đối tượng",)),
        Column(
            "level",
            Text("Mức xếp loại", "Level"),
            Kind.CHOICE,
            required=True,
            choices=RESULT_WORDS,
            aliases=(
                "Mức",
                "Kết quả xếp loại",
                "Kết quả",
                "Xếp loại",
                "Kết quả xếp loại chất lượng",
                "Mức chất lượng",
                "Xếp loại chất lượng",
                "Kết quả đánh giá, xếp loại",
                "Kết quả đánh giá",
                "Cấp có thẩm quyền xếp loại",
                "Cấp có thẩm quyền quyết định",
                "Mức được xếp",
                "Phân loại",
                "Kết quả phân loại",
            ),
        ),
        Column(
            "year",
            Text("Năm", "Year"),
            Kind.YEAR,
            required=True,
            whole_table=True,
            aliases=("Năm xếp loại", "Năm đánh giá"),
        ),
    ),
    help=Text(
        "Kết quả của một năm trước, mỗi dòng một người hoặc một tổ chức; các năm khác giữ nguyên.",
        "Results of an earlier year, one row for each; other years stay as they are.",
    ),
    optional=True,
    aliases=("Kết quả xếp loại", "Danh sách xếp loại"),
    leaves_out=(*REGISTER.leaves_out, *_LEAVES_OUT),
)
