"""The sheet *Đề nghị*."""

from thidua.facts.sheets import LEVELS, SUBJECT_CODE, SUBJECT_TYPE
from thidua.language import Text
from thidua.workbooks import Column, Kind, Sheet

PROPOSALS = Sheet(
    "proposals",
    Text("Đề nghị", "Proposals"),
    (
        SUBJECT_TYPE,
        SUBJECT_CODE,
        Column(
            "organisation",
            Text("Mã tổ chức", "Organisation"),
            Kind.CODE,
            key=True,
            help=Text(
                "Chỉ với cá nhân lãnh đạo: tổ chức mình lãnh đạo.",
                "Only for leaders: the organisation they lead.",
            ),
        ),
        Column("self_claimed", Text("Tự nhận", "Self-claimed"), Kind.CHOICE, choices=LEVELS),
        Column("proposed", Text("Đề nghị", "Proposed"), Kind.CHOICE, choices=LEVELS),
        Column(
            "chosen",
            Text("Cấp uỷ chọn", "Chosen"),
            Kind.CHOICE,
            choices=LEVELS,
            help=Text(
                "Hoàn thành xuất sắc: được chọn trong tỷ lệ. Mức khác: khác mức đạt, phải nêu "
                "lý do.",
                "Outstanding: chosen within the quota. Another level deviates from the one "
                "reached: give the reason.",
            ),
        ),
        Column("reason", Text("Lý do", "Reason")),
    ),
    optional=True,
)
