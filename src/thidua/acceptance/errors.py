"""Why an answer is not given, or a task not taken up; said in both languages."""

from collections.abc import Sequence
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class AcceptanceError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def undecided(cls, clarities: Sequence[Text]) -> Self:
        vi = ", ".join(one.vi for one in clarities)
        en = ", ".join(one.en for one in clarities)
        return cls(
            Text(
                f"còn {len(clarities)} mục chưa chọn nhận hay trả lại: {vi}",
                f"{len(clarities)} parts are neither accepted nor returned: {en}",
            )
        )

    @classmethod
    def no_reason(cls, clarities: Sequence[Text]) -> Self:
        vi = ", ".join(one.vi for one in clarities)
        en = ", ".join(one.en for one in clarities)
        return cls(
            Text(
                f"hãy viết lý do trả lại để đơn vị biết sửa gì: {vi}",
                f"say why it is returned, so that the unit knows what to change: {en}",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))

    @classmethod
    def handed_already(cls, body: str) -> Self:
        return cls(
            Text(
                f"bản này đã giao {body} đọc: thôi giao rồi mới giao nơi khác",
                f"{body} reads this one already: take it back first",
            )
        )

    @classmethod
    def not_its_body(cls) -> Self:
        return cls(
            Text(
                "chọn một cơ quan tham mưu đang giúp việc cấp uỷ này",
                "choose an advisory body that serves this committee",
            )
        )

    @classmethod
    def not_offered(cls) -> Self:
        return cls(
            Text(
                "nhiệm vụ này không còn đưa xuống cho đơn vị cấp dưới nhận",
                "this task is no longer offered to units below",
            )
        )

    @classmethod
    def taken_already(cls) -> Self:
        return cls(
            Text(
                "đơn vị đã nhận nhiệm vụ này: sửa phần đóng góp ở bản đăng ký",
                "the unit took this task up already: change its share in the registration",
            )
        )

    @classmethod
    def no_share(cls, unit: str) -> Self:
        return cls(
            Text(
                f"hãy ghi phần đóng góp bằng số lớn hơn 0, tính theo {unit}",
                f"write the share as a number above 0, in {unit}",
            )
        )

    @classmethod
    def not_below(cls) -> Self:
        return cls(
            Text(
                "chỉ gợi ý được cho đơn vị cấp dưới chưa nhận nhiệm vụ này",
                "only units below that have not taken it up can be suggested to",
            )
        )

    @classmethod
    def nobody_chosen(cls) -> Self:
        return cls(Text("hãy chọn ít nhất một đơn vị", "choose at least one unit"))

    @classmethod
    def no_word(cls) -> Self:
        return cls(Text("hãy ghi vì sao không làm tiếp", "say why it is not carried on"))

    @classmethod
    def not_last_years(cls) -> Self:
        return cls(
            Text(
                "chỉ chuyển tiếp hay kết thúc được nhiệm vụ năm trước của chính đơn vị",
                "only the unit's own tasks of last year can be carried over or closed",
            )
        )


class AnsweredError(AcceptanceError):
    """What was read is no longer what waits: the unit took it back or sent it anew, or somebody
    else answered first. Nothing was written.
    """

    @classmethod
    def taken_back(cls) -> Self:
        return cls(
            Text(
                "đơn vị đã rút bản này về trong lúc đang đọc: chưa lưu gì; phần đã chuẩn bị còn ở "
                "dưới để xem lại",
                "the unit took it back while it was being read: nothing is stored; what was "
                "prepared stands below",
            )
        )

    @classmethod
    def sent_anew(cls) -> Self:
        return cls(
            Text(
                "đơn vị vừa gửi lại: chưa lưu gì; đọc bản mới ở dưới rồi trả lời",
                "the unit has just sent it anew: nothing is stored; read the new one below",
            )
        )

    @classmethod
    def by_somebody(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} đã trả lời trước: phần đồng chí chuẩn bị chưa lưu, xem cả hai ở dưới",
                f"{name} answered first: what you prepared is not stored, both stand below",
            )
        )
