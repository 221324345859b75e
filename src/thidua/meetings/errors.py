"""What can stand against an act of a meeting, in both languages."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text

NAMED = 6


def _several(names: Sequence[str]) -> tuple[str, str]:
    """The first names, and how many more there are, in both languages."""
    shown, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return (
        (f"{shown} và {more} người khác", f"{shown} and {more} more")
        if more > 0
        else (
            shown,
            shown,
        )
    )


class MeetingError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def under_way(cls) -> Self:
        return cls(
            Text(
                "đơn vị đang có một cuộc họp chưa thông qua biên bản: mở cuộc họp ấy",
                "the unit has a meeting whose minutes are not adopted yet: open that one",
            )
        )

    @classmethod
    def outside_the_year(cls, year: int) -> Self:
        return cls(
            Text(
                f"ngày họp phải từ 01/01/{year} đến 30/06/{year + 1}",
                f"the day has to lie between 01/01/{year} and 30/06/{year + 1}",
            )
        )

    @classmethod
    def changed_meanwhile(cls) -> Self:
        return cls(
            Text(
                "người khác vừa sửa chỗ này, phần đồng chí sửa chưa lưu: so hai bản rồi lưu lại",
                "somebody else has just changed this; yours is not saved: compare both and save "
                "again",
            )
        )

    @classmethod
    def draft_late(cls, days: int, asked: int) -> Self:
        return cls(
            Text(
                f"dự thảo báo cáo gửi trước ngày họp {days} ngày làm việc, quy trình cần {asked}: "
                "gửi sớm hơn, dời ngày họp, hoặc ghi lý do",
                f"the draft goes out {days} working days ahead, the procedure asks for {asked}: "
                "send it earlier, move the meeting, or give the reason",
            )
        )

    @classmethod
    def nobody_called(cls) -> Self:
        return cls(
            Text(
                "chưa có ai trong thành phần dự họp: thêm đảng viên vào chi bộ hoặc mời khách",
                "nobody is called to the meeting: add members to the unit or invite guests",
            )
        )

    @classmethod
    def too_early(cls, day: dt.date) -> Self:
        return cls(
            Text(
                f"cuộc họp định ngày {day:%d/%m/%Y}, chưa đến ngày: dời ngày họp trước",
                f"the meeting is planned for {day:%d/%m/%Y}: move the day first",
            )
        )

    @classmethod
    def not_sitting(cls) -> Self:
        return cls(
            Text(
                "cuộc họp đang không mở: mở phiên họp rồi ghi tiếp",
                "the meeting is not sitting: open a sitting and go on",
            )
        )

    @classmethod
    def sitting_already(cls) -> Self:
        return cls(
            Text("phiên họp đang mở rồi", "a sitting is open already"),
        )

    @classmethod
    def adopted_already(cls) -> Self:
        return cls(
            Text(
                "biên bản đã thông qua: không sửa được nữa",
                "the minutes are adopted: they change no more",
            )
        )

    @classmethod
    def not_called_over(cls, names: Sequence[str]) -> Self:
        vi, en = _several(names)
        return cls(
            Text(
                f"chưa điểm danh {vi}: ghi có mặt hoặc vắng, vì sao",
                f"not called over: {en}; note whether they are there, and why not",
            )
        )

    @classmethod
    def noted_meanwhile(cls, name: str, noted: str) -> Self:
        return cls(
            Text(
                f"{name}: máy khác vừa ghi “{noted}”; giữ nguyên, bấm lại nếu cần sửa",
                f"{name}: “{noted}” was just noted elsewhere; it stays, press again to change",
            )
        )

    @classmethod
    def absence_without_reason(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} vắng: ghi lý do, hoặc ghi “không báo”",
                f"{name} is absent: write the reason, or that none was given",
            )
        )

    @classmethod
    def no_quorum(cls, there: int, needed: int) -> Self:
        return cls(
            Text(
                f"có mặt {there}, cần {needed}: ý kiến vẫn ghi được, kết luận thì chờ đủ người, "
                "hoặc tạm dừng rồi họp phiên khác",
                f"{there} are there, {needed} are needed: what is said is noted, conclusions wait "
                "for a quorum, or pause and hold another sitting",
            )
        )

    @classmethod
    def chair_is_not_there(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} chủ trì nhưng không có mặt: cử người chủ trì thay, ghi lý do",
                f"{name} has the chair but is not there: name somebody else, and why",
            )
        )

    @classmethod
    def no_chair(cls) -> Self:
        return cls(
            Text("chưa ghi ai chủ trì: ghi trước khi kết luận", "nobody has the chair: name one")
        )

    @classmethod
    def other_chair_without_reason(cls) -> Self:
        return cls(
            Text("đổi người chủ trì thì ghi lý do", "give the reason why somebody else presides")
        )

    @classmethod
    def without_speaker(cls) -> Self:
        return cls(
            Text(
                "ý kiến nào cũng phải có người nói: chọn một người, hoặc “Chi uỷ”, “Hội nghị”",
                "whatever is said has its speaker: choose one, or the committee, or the meeting",
            )
        )

    @classmethod
    def not_the_subject(cls, name: str) -> Self:
        return cls(
            Text(
                f"tiếp thu, giải trình là lời của {name}: chọn đúng người nói",
                f"accepting and explaining are for {name}: choose that speaker",
            )
        )

    @classmethod
    def says_nothing(cls) -> Self:
        return cls(Text("chưa ghi ý kiến", "nothing is written"))

    @classmethod
    def not_about_anybody(cls) -> Self:
        return cls(
            Text(
                "ý kiến ghi ở phần tập thể hoặc phần từng người",
                "what is said belongs to a collective or a person",
            )
        )

    @classmethod
    def put_off_without_reason(cls) -> Self:
        return cls(
            Text("để lại kỳ họp sau thì ghi lý do", "give the reason for leaving it to later")
        )

    @classmethod
    def left_over(cls, names: Sequence[str]) -> Self:
        vi, en = _several(names)
        return cls(
            Text(
                f"chưa kiểm điểm: {vi}; làm tiếp, hoặc để kỳ họp sau và ghi lý do",
                f"not dealt with: {en}; go on, or leave them to a later meeting with the reason",
            )
        )

    @classmethod
    def order_without_reason(cls, names: Sequence[str]) -> Self:
        vi, en = _several(names)
        return cls(
            Text(
                f"thứ tự khác quy trình của năm ({vi} lẽ ra trước): hãy ghi lý do"
                if names
                else "hãy ghi lý do đổi thứ tự kiểm điểm",
                f"the order is not the procedure's ({en} should have come first): say why"
                if names
                else "say why the order is another one",
            )
        )

    @classmethod
    def corrections_wait(cls, number: int) -> Self:
        return cls(
            Text(
                f"còn {number} đề nghị sửa chưa trả lời: trả lời rồi thông qua biên bản",
                f"{number} requests for correction wait: answer them, then adopt the minutes",
            )
        )

    @classmethod
    def ballot_under_way(cls, state: str) -> Self:
        return cls(
            Text(
                "còn một cuộc bỏ phiếu chưa xong ({state}): kiểm phiếu, hoặc huỷ phiếu, rồi thông "
                "qua biên bản",
                "a ballot is under way ({state}): count it, or cancel it, then adopt the minutes",
            ).format(state=state)
        )

    @classmethod
    def asked_already(cls) -> Self:
        return cls(
            Text(
                "đã đề nghị sửa chỗ này, đang chờ trả lời",
                "a correction of this was asked for already and waits for the answer",
            )
        )

    @classmethod
    def answered_already(cls) -> Self:
        return cls(Text("đề nghị này đã được trả lời", "this was answered already"))

    @classmethod
    def refused_without_words(cls) -> Self:
        return cls(
            Text("không sửa thì ghi vì sao", "say why it is not corrected"),
        )

    @classmethod
    def present_one(cls) -> Self:
        return cls(
            Text(
                "người này đã điểm danh hoặc đã phát biểu: không xoá khỏi thành phần được",
                "already called over or heard: not taken off the list",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))
