"""The sheet *Đề nghị*."""

from thidua.facts.sheets import LEVELS, NO_LEVEL, SUBJECT_CODE, SUBJECT_TYPE
from thidua.language import Text
from thidua.vocabulary import NoLevel
from thidua.workbooks import Column, Kind, Misplaced, Sheet

_NOT_YET = NoLevel.UNKNOWN.forms
_NOT_RATED = Misplaced(
    NoLevel.UNRATED.forms,
    Text(
        "để trống ở đây vẫn là xếp theo mức đạt tiêu chuẩn, không phải không xếp loại",
        "a blank here leaves the level reached, it does not leave the subject unrated",
    ),
    Text(
        "một mức; ai chưa kiểm điểm thì nhập ở trang tính “Chưa kiểm điểm”, ai không thuộc diện "
        "xếp loại thì xoá dòng này",
        "a level; who was not reviewed stands on the sheet “Not yet reviewed”, who is not rated "
        "has no row here",
    ),
)

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
            refers="organisation",
            help=Text(
                "Chỉ với cá nhân lãnh đạo: tổ chức mình lãnh đạo.",
                "Only for leaders: the organisation they lead.",
            ),
        ),
        Column(
            "self_claimed",
            Text("Tự nhận", "Self-claimed"),
            Kind.CHOICE,
            choices=LEVELS,
            nothing=NO_LEVEL,
        ),
        Column(
            "proposed",
            Text("Đề nghị", "Proposed"),
            Kind.CHOICE,
            choices=LEVELS,
            nothing=_NOT_YET,
            misplaced=(_NOT_RATED,),
        ),
        Column(
            "chosen",
            Text("Cấp uỷ chọn", "Chosen"),
            Kind.CHOICE,
            choices=LEVELS,
            nothing=_NOT_YET,
            misplaced=(_NOT_RATED,),
            help=Text(
                "Hoàn thành xuất sắc: được chọn trong tỷ lệ. Mức khác mức đạt tiêu chuẩn: phải "
                "nêu lý do.",
                "Outstanding: chosen within the quota. Another level deviates from the one "
                "reached: give the reason.",
            ),
        ),
        Column("reason", Text("Lý do", "Reason")),
    ),
    optional=True,
)
