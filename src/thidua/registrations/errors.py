"""Why something of a registration is not done, said in both languages."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Self

from thidua.errors import RefusedError
from thidua.language import Text


class RegistrationError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def not_launched(cls, year: int) -> Self:
        return cls(
            Text(
                "năm {year} chưa phát động đến đơn vị này: phát động xong mới đăng ký được",
                "{year} is not launched for this unit yet: it registers once that is done",
            ).format(year=year)
        )

    @classmethod
    def not_now(cls, vi: str, en: str) -> Self:
        return cls(
            Text(
                "nhiệm vụ {vi}, nên không làm được việc này nữa",
                "the task is {en}: this cannot be done any more",
            ).format(vi=vi, en=en)
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(
            Text("hãy nêu lý do, để nơi nhận đọc", "give the reason: whoever receives it reads it")
        )

    @classmethod
    def nothing_to_send(cls) -> Self:
        return cls(
            Text(
                "chưa có nhiệm vụ nào để gửi: thêm ít nhất một nhiệm vụ",
                "there is no task to send: add at least one",
            )
        )

    @classmethod
    def unclear(cls, problems: Sequence[Text]) -> Self:
        return cls(
            Text(
                "chưa gửi được: " + "; ".join(one.vi for one in problems),
                "not sent: " + "; ".join(one.en for one in problems),
            )
        )

    @classmethod
    def late(cls, due_on: dt.date) -> Self:
        return cls(
            Text(
                f"đã quá hạn gửi {due_on:%d/%m/%Y}: vẫn gửi được, hãy viết vì sao gửi muộn",
                f"it was due on {due_on:%d/%m/%Y}: it can still be sent, say why it is late",
            )
        )

    @classmethod
    def locked(cls, clarity: Text) -> Self:
        return cls(
            Text(
                "mục {clarity} đã được nhận, không sửa ở đây được: muốn đổi, hãy gửi thay đổi "
                "kèm lý do",
                "{clarity} is accepted and does not change here: send a change with its reason",
            ).format(clarity=clarity)
        )

    @classmethod
    def outside(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} không thuộc đơn vị: chọn người, tổ chức của đơn vị; nơi khác ghi ở "
                f"“Phối hợp với”",
                f"{name} is not of this unit: choose people and organisations of the unit, write "
                f"others under “With”",
            )
        )

    @classmethod
    def unreadable(cls, place: str, right: Text) -> Self:
        return cls(Text("{place}: {right}", "{place}: {right}").format(place=place, right=right))

    @classmethod
    def old_page(cls) -> Self:
        return cls(
            Text(
                "trang mở đã lâu: tải lại trang rồi nhập tiếp",
                "the page was opened long ago: load it again, then go on",
            )
        )

    @classmethod
    def nothing_changed(cls) -> Self:
        return cls(
            Text(
                "chưa có gì thay đổi: sửa ít nhất một mục rồi gửi",
                "nothing is changed: change at least one part, then send",
            )
        )

    @classmethod
    def no_withdrawal(cls) -> Self:
        return cls(
            Text(
                "đơn vị chưa xin rút nhiệm vụ này",
                "the unit has not asked to withdraw this task",
            )
        )

    @classmethod
    def person_of_a_post_alone(cls) -> Self:
        return cls(
            Text(
                "bản đăng ký theo chức vụ phải nêu người giữ chức vụ; bản của tổ chức thì không",
                "a registration of a post names who holds it; that of an organisation does not",
            )
        )

    @classmethod
    def no_post(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} không giữ chức vụ nào ở đơn vị này",
                f"{name} holds no post in this unit",
            )
        )

    @classmethod
    def not_own(cls) -> Self:
        return cls(
            Text(
                "chỉ đăng ký tiếp được nhiệm vụ năm trước của chính đơn vị",
                "only the unit's own task of an earlier year is carried on",
            )
        )

    @classmethod
    def not_offered(cls) -> Self:
        return cls(
            Text(
                "chỉ nhận được nhiệm vụ mà cấp trên của đơn vị đưa xuống",
                "only a task that a unit above offers can be taken up",
            )
        )


class ConflictError(RegistrationError):
    """Somebody else changed the same clarities since: nothing of those was written.

    `theirs` and `mine`: by the word of the clarity, each as `content.as_json` has it; `revision`:
    of the task as it is stored now. To keep one's own: save again with that revision. To keep
    theirs: `saving.set_aside` keeps one's own readable for a while."""

    def __init__(
        self,
        *,
        revision: int,
        theirs: Mapping[str, Mapping[str, Any]],
        mine: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.revision, self.theirs, self.mine = revision, theirs, mine
        super().__init__(
            Text(
                "nơi khác vừa sửa cùng mục này: so hai bản rồi chọn",
                "somebody else changed the same part: compare the two and choose",
            )
        )
