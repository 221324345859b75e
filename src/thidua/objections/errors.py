"""Why something cannot be done with an objection; said in both languages."""

import datetime as dt
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


class ObjectionError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def not_decided(cls) -> Self:
        return cls(
            Text(
                "mức này chưa có quyết định nên chưa khiếu nại được; thông tin sai thì đề nghị sửa "
                "thông tin",
                "this level is not decided yet and cannot be objected to; report a wrong fact",
            )
        )

    @classmethod
    def too_late(cls, last: dt.date) -> Self:
        return cls(
            Text(
                f"thời hạn khiếu nại đã hết ngày {_day(last)}; còn có thể phản ánh với uỷ ban kiểm "
                "tra hoặc cấp uỷ cấp trên: sai sót phát hiện sau vẫn được xếp loại lại",
                f"objections could be sent until {_day(last)}; the inspection committee or the "
                "committee above still hears of faults: a level is decided again when one is found "
                "later",
            )
        )

    @classmethod
    def sent_already(cls, day: dt.date, where: str, state: str) -> Self:
        return cls(
            Text(
                f"mức này đã có khiếu nại gửi ngày {_day(day)}, đang ở {where}: {state}",
                f"this was objected to on {_day(day)} already; it lies with {where}: {state}",
            )
        )

    @classmethod
    def nothing_contested(cls) -> Self:
        return cls(
            Text(
                "hãy chọn ít nhất một điều kiện hoặc một thông tin không đúng",
                "choose at least one condition or fact that is wrong",
            )
        )

    @classmethod
    def not_a_fact(cls) -> Self:
        return cls(
            Text("thông tin này không có trên phiếu", "this fact does not stand on the sheet")
        )

    @classmethod
    def not_a_condition(cls) -> Self:
        return cls(
            Text(
                "điều kiện này không có trong khung tiêu chí của năm",
                "this condition is not in the year's framework",
            )
        )

    @classmethod
    def no_words(cls) -> Self:
        return cls(Text("hãy viết vì sao", "say why"))

    @classmethod
    def too_long(cls, most: int) -> Self:
        return cls(Text(f"dài nhất {most} ký tự", f"at most {most} characters"))

    @classmethod
    def nobody_above(cls) -> Self:
        return cls(Text("chưa có cấp uỷ nào ở trên để nhận", "there is no committee to receive it"))

    @classmethod
    def no_second(cls) -> Self:
        return cls(
            Text(
                "chỉ khiếu nại lần hai khi lần đầu đã trả lời giữ nguyên",
                "a second instance follows only an answer that kept the level",
            )
        )

    @classmethod
    def not_now(cls, state: str) -> Self:
        return cls(
            Text(
                f"không làm được lúc này: khiếu nại đang ở tình trạng “{state}”",
                f"not now: the objection is “{state}”",
            )
        )

    @classmethod
    def nothing_verified(cls) -> Self:
        return cls(
            Text(
                "chưa có ghi chép xác minh nào: xác minh trước khi trả lời",
                "nothing is noted of a verification: verify before answering",
            )
        )

    @classmethod
    def decided_before(cls) -> Self:
        return cls(
            Text(
                "đồng chí đã tham gia quyết định bị khiếu nại: người khác của cấp uỷ trả lời",
                "you took part in what is objected to: somebody else of the committee answers",
            )
        )

    @classmethod
    def not_an_officer(cls) -> Self:
        return cls(
            Text(
                "chỉ giao xác minh cho cán bộ của cấp uỷ hoặc của cơ quan giúp việc cấp uỷ",
                "verification goes to officers of the committee or of one of its bodies",
            )
        )

    @classmethod
    def verifies_themself(cls) -> Self:
        return cls(
            Text(
                "không giao cho chính người khiếu nại hoặc người của đơn vị bị khiếu nại",
                "not to whoever objects, nor to whoever acts for the unit that decided",
            )
        )

    @classmethod
    def outside(cls, unit: str) -> Self:
        return cls(
            Text(f"{unit} không thuộc nơi có mức bị khiếu nại", f"{unit} has no part in this level")
        )

    @classmethod
    def replied_already(cls) -> Self:
        return cls(Text("câu hỏi này đã được trả lời", "this question is answered already"))

    @classmethod
    def level_gone(cls) -> Self:
        return cls(
            Text(
                "mức bị khiếu nại không còn trong quyết định ấy; đối chiếu lại trước khi trả lời",
                "the level is not held by that decision any more; look again before answering",
            )
        )

    @classmethod
    def award_not_decided(cls) -> Self:
        return cls(
            Text(
                "chỉ khiếu nại được khen thưởng do cấp uỷ đã trao hoặc đã trả lời không đủ "
                "điều kiện",
                "only an award that a committee gave or refused can be objected to",
            )
        )
