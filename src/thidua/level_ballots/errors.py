"""Why a ballot on levels cannot be begun; said in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class LevelBallotError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def no_list(cls) -> Self:
        return cls(
            Text(
                "năm này chưa lập danh sách người, tổ chức được xếp loại: chưa biết bỏ phiếu về ai",
                "the year has no list of who is rated yet: nobody knows whom to vote on",
            )
        )

    @classmethod
    def nobody(cls) -> Self:
        return cls(
            Text(
                "không còn ai cần bỏ phiếu: tất cả đã có kết quả, hoặc đã có quyết định",
                "nobody is left to vote on: all have a result, or are decided",
            )
        )

    @classmethod
    def nobody_for_the_highest(cls) -> Self:
        return cls(
            Text(
                "không ai được phiếu vòng 1 xếp Tốt mà tự nhận hoặc đạt Xuất sắc: không có vòng 2",
                "the first round puts nobody at good who claims or reached outstanding: there is "
                "no second",
            )
        )

    @classmethod
    def roll_not_called(cls, number: int) -> Self:
        return cls(
            Text(
                f"còn {number} người chưa điểm danh: điểm danh xong rồi bỏ phiếu",
                f"{number} people were not called over: call the roll first",
            )
        )

    @classmethod
    def not_sitting(cls) -> Self:
        return cls(
            Text(
                "cuộc họp chưa khai mạc: khai mạc và điểm danh rồi bỏ phiếu",
                "the meeting is not open: open it and call the roll first",
            )
        )

    @classmethod
    def under_way(cls) -> Self:
        return cls(
            Text(
                "phiếu này đang làm: mở phiếu ấy, không lập phiếu thứ hai",
                "this ballot is under way: open it instead of beginning a second",
            )
        )

    @classmethod
    def first_round_first(cls) -> Self:
        return cls(Text("vòng 1 chưa kiểm phiếu xong", "the first round is not counted yet"))

    @classmethod
    def no_order(cls) -> Self:
        return cls(
            Text(
                "yêu cầu bỏ phiếu lại này đã được trả lời, hoặc không gửi đơn vị này",
                "this order to vote anew was answered, or is not for this unit",
            )
        )

    @classmethod
    def not_here(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} không còn ở đơn vị này: báo lại nơi yêu cầu bỏ phiếu",
                f"{name} stands at this unit no more: tell whoever ordered the ballot",
            )
        )

    @classmethod
    def no_holder(cls, who: Text) -> Self:
        return cls(
            Text(
                "chưa có {who} là người trong danh sách dự họp: chọn một người có mặt",
                "there is no {who} among those called: choose somebody who is there",
            ).format(who=who)
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was sent cannot be read; `fault` says so in the reader's language."""
        return cls(Text(fault, fault))
