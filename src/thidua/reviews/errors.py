"""Why a review cannot be saved, sent or answered; said in both languages."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from thidua.errors import RefusedError
from thidua.language import Text

if TYPE_CHECKING:
    from thidua.reviews.models import Review


class ReviewError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def no_cell(cls) -> Self:
        return cls(
            Text(
                "chưa thấy chi bộ nơi sinh hoạt của đảng viên này trong năm: báo cấp uỷ để ghi vào "
                "danh sách",
                "no cell of this member is known this year: ask the committee to list it",
            )
        )

    @classmethod
    def not_open(cls, year: int) -> Self:
        return cls(
            Text(
                f"năm thi đua {year} chưa đến bước kiểm điểm nên chưa viết được",
                f"the year {year} has not come to its review yet, so none can be written",
            )
        )

    @classmethod
    def no_such_heading(cls) -> Self:
        return cls(
            Text(
                "mẫu kiểm điểm của năm này không có mục ấy: mở lại bản kiểm điểm rồi viết tiếp",
                "the form of this year has no such heading: open the review again and go on",
            )
        )

    @classmethod
    def too_long(cls, most: int) -> Self:
        return cls(
            Text(
                f"mục này dài quá {most} ký tự: hãy rút gọn",
                f"this heading is longer than {most} characters: shorten it",
            )
        )

    @classmethod
    def nothing_written(cls) -> Self:
        return cls(
            Text(
                "chưa viết mục nào và chưa có bản quét: hãy viết rồi gửi",
                "nothing is written and no scan is attached: write something, then send",
            )
        )

    @classmethod
    def late_without_reason(cls, due_on: dt.date) -> Self:
        return cls(
            Text(
                f"đã quá hạn gửi {due_on:%d/%m/%Y}: hãy nêu lý do gửi muộn rồi gửi",
                f"it was due on {due_on:%d/%m/%Y}: say why it is late, then send",
            )
        )

    @classmethod
    def meeting_begun(cls) -> Self:
        return cls(
            Text(
                "hội nghị kiểm điểm đã bắt đầu nên không rút lại được: nói thêm ngay tại hội nghị",
                "the review meeting has begun, so it cannot be taken back: say more there",
            )
        )

    @classmethod
    def has_an_account(cls) -> Self:
        return cls(
            Text(
                "đảng viên này có tài khoản: để đồng chí ấy tự viết bản kiểm điểm của mình",
                "this member has an account: their review is theirs to write",
            )
        )

    @classmethod
    def about_oneself(cls) -> Self:
        return cls(
            Text(
                "đây là bản kiểm điểm của chính đồng chí: hãy để người khác trong cấp uỷ trả lời",
                "this review is your own: let somebody else of the committee answer it",
            )
        )

    @classmethod
    def no_scan(cls) -> Self:
        return cls(
            Text(
                "chưa chọn tệp nào: chọn bản quét hoặc ảnh chụp bản đã ký rồi gửi",
                "no file is chosen: choose the scan or photograph of the signed paper, then send",
            )
        )

    @classmethod
    def erased_too_long_ago(cls, days: int) -> Self:
        return cls(
            Text(
                f"bản nháp xoá quá {days} ngày không lấy lại được nữa",
                f"a draft erased more than {days} days ago does not come back",
            )
        )

    @classmethod
    def no_such_fact(cls) -> Self:
        return cls(
            Text(
                "dữ kiện này không còn ở đây: tải lại trang rồi chọn lại",
                "this fact is not here any more: load the page again and choose",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was sent cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))


class ConflictError(ReviewError):
    """Somebody (the same person in another tab) saved in between; `theirs` is what stands there
    under the heading.
    """

    def __init__(self, review: "Review", heading: str, theirs: str) -> None:
        self.review, self.heading, self.theirs = review, heading, theirs
        super().__init__(
            Text(
                "mục này vừa được lưu ở nơi khác: cả hai bản ở dưới đây, chưa bản nào mất",
                "this heading was saved elsewhere just now: both are shown, nothing is lost",
            )
        )
