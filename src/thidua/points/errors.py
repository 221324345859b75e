"""Why something about points is refused; said in both languages."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text
from thidua.numbers import in_both


class PointsError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))

    @classmethod
    def no_criteria(cls) -> Self:
        return cls(
            Text(
                "Khối (cụm) chưa có tiêu chí đã ký: ký giao ước trước, rồi chấm điểm.",
                "The bloc has no signed criteria: sign the pact first, then score.",
            )
        )

    @classmethod
    def not_a_member(cls, unit: str) -> Self:
        return cls(
            Text(
                f"{unit} không phải thành viên đang hoạt động của khối (cụm).",
                f"{unit} is no member at work of this bloc.",
            )
        )

    @classmethod
    def not_open(cls) -> Self:
        return cls(
            Text(
                "Phiếu đã gửi hoặc đã chốt nên không sửa được: phiếu đã gửi thì lấy lại để sửa; "
                "phiếu đã chốt thì nơi chốt mở lại, ghi lý do.",
                "The sheet is sent or settled and does not change: take back what was sent; what "
                "is settled is opened again, with a reason, by whoever settled it.",
            )
        )

    @classmethod
    def not_sent(cls) -> Self:
        return cls(
            Text(
                "Phiếu này chưa gửi, đã lấy lại hoặc đã chốt: không có gì chờ kiểm tra, chốt điểm.",
                "This sheet is not sent, was taken back or is settled: nothing waits.",
            )
        )

    @classmethod
    def changed_meanwhile(cls) -> Self:
        return cls(
            Text(
                "Người khác vừa sửa phiếu này. Phần đồng chí vừa nhập còn nguyên ở dưới, chưa lưu: "
                "xem lại rồi lưu lần nữa.",
                "Somebody else changed this sheet meanwhile. What you typed is below, not saved: "
                "look again, then save once more.",
            )
        )

    @classmethod
    def sent_anew(cls) -> Self:
        return cls(
            Text(
                "Đơn vị vừa gửi lại phiếu này: hãy xem điểm mới rồi gửi lại ý kiến.",
                "The unit has just sent this sheet anew: look at the new points, then answer.",
            )
        )

    @classmethod
    def too_early(cls, cut_off: dt.date) -> Self:
        return cls(
            Text(
                f"Gửi từ ngày chốt năm {cut_off:%d/%m/%Y}: kết quả đến hết ngày ấy còn thay đổi. "
                f"Phần đã chấm vẫn lưu.",
                f"Sheets are sent from the year's cut-off, {cut_off:%d/%m/%Y}, on: results still "
                f"change until then. What you scored is kept.",
            )
        )

    @classmethod
    def above_the_most(cls, number: int, value: Decimal, most: Decimal) -> Self:
        got, limit = in_both(value), in_both(most)
        return cls(
            Text(
                f"Tiêu chí {number}: {got.vi} cao hơn điểm tối đa {limit.vi}.",
                f"Criterion {number}: {got.en} is above the most, {limit.en}.",
            )
        )

    @classmethod
    def below_zero(cls, number: int) -> Self:
        return cls(
            Text(
                f"Tiêu chí {number}: điểm không thấp hơn 0.",
                f"Criterion {number}: points are not below zero.",
            )
        )

    @classmethod
    def no_such_grade(cls, number: int) -> Self:
        return cls(
            Text(
                f"Tiêu chí {number}: hãy chọn xuất sắc, tốt, trung bình hoặc kém.",
                f"Criterion {number}: choose excellent, good, average or poor.",
            )
        )

    @classmethod
    def without_points(cls, rows: Sequence[int]) -> Self:
        numbers = ", ".join(map(str, rows))
        return cls(
            Text(
                f"Tiêu chí {numbers}: chưa có điểm. Hãy chấm rồi gửi.",
                f"Criterion {numbers}: no points yet. Score it, then send.",
            )
        )

    @classmethod
    def say_why(cls, rows: Sequence[int]) -> Self:
        numbers = ", ".join(map(str, rows))
        return cls(
            Text(
                f"Tiêu chí {numbers}: điểm khác máy đếm hoặc khác đơn vị tự chấm, hãy ghi lý do.",
                f"Criterion {numbers}: other points than counted or than the unit's own: say why.",
            )
        )

    @classmethod
    def not_own_file(cls) -> Self:
        return cls(
            Text(
                "Chỉ chọn được tệp minh chứng trong ghi nhận của chính đơn vị, trong năm này.",
                "Only files of the unit's own notes of this year can be chosen.",
            )
        )
