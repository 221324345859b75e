"""What can stand against moving a submission, in both languages."""

import datetime as dt
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text
from thidua.submissions.models import SubmissionStatus


class SubmissionError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def not_now(cls, status: SubmissionStatus) -> Self:
        vi, en = _STATES[status]
        return cls(
            Text(f"việc này không làm được nữa: {vi}", f"this cannot be done any more: {en}")
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(
            Text("hãy nêu lý do, để nơi gửi biết cần sửa gì", "say why, for whoever sent it")
        )

    @classmethod
    def late(cls, due_on: dt.date) -> Self:
        return cls(
            Text(
                f"đã quá hạn gửi {due_on:%d/%m/%Y}: đề nghị cấp trên cho gửi muộn",
                f"it was due on {due_on:%d/%m/%Y}: ask the level above to take it late",
            )
        )


_STATES = {
    SubmissionStatus.DRAFT: ("đang soạn, chưa gửi", "it is a draft, not sent"),
    SubmissionStatus.SENT: ("đã gửi, đang chờ trả lời", "it is sent and waits for an answer"),
    SubmissionStatus.RETURNED: ("đã trả lại để hoàn thiện", "it is returned to be completed"),
    SubmissionStatus.ACCEPTED: ("đã được nhận", "it is accepted"),
}
