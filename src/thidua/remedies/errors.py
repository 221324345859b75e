"""Why something of a remedy is not done, said in both languages."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from thidua.errors import RefusedError
from thidua.language import Text
from thidua.numbers import in_both

if TYPE_CHECKING:
    from thidua.remedies.models import Remedy


class RemedyError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def no_limit(cls) -> Self:
        return cls(
            Text(
                "chưa viết hạn chế gì: mỗi việc khắc phục bắt đầu từ một hạn chế đã nêu",
                "the limit is not written: every remedy begins with a limit that was named",
            )
        )

    @classmethod
    def no_cell(cls, name: str) -> Self:
        return cls(
            Text(
                f"chưa thấy chi bộ nơi {name} đang sinh hoạt: báo cấp uỷ để ghi vào danh sách",
                f"no cell of {name} is known: ask the committee to list it",
            )
        )

    @classmethod
    def not_now(cls, state: Text) -> Self:
        return cls(
            Text(
                "việc này {state}, nên không làm được: tải lại trang để xem mới nhất",
                "this is not possible any more ({state}): load the page again to see what is new",
            ).format(state=state)
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(
            Text(
                "hãy viết lý do, để người làm đọc và biết phải làm gì thêm",
                "give the reason: whoever does it reads what is still to be done",
            )
        )

    @classmethod
    def nothing_said(cls) -> Self:
        return cls(
            Text(
                "chưa có gì để ghi: viết đã làm gì, hoặc kèm một tệp minh chứng",
                "there is nothing to note: say what was done, or send a file that shows it",
            )
        )

    @classmethod
    def no_proof(cls) -> Self:
        return cls(
            Text(
                "chưa có bước nào ghi đã làm gì: ghi ít nhất một bước, kèm minh chứng nếu có, rồi "
                "xin xác nhận",
                "no step says what was done: note at least one, with its proof, then ask",
            )
        )

    @classmethod
    def unclear(cls, problems: Sequence[Text]) -> Self:
        return cls(
            Text(
                "chưa xin xác nhận được: " + "; ".join(one.vi for one in problems),
                "not asked yet: " + "; ".join(one.en for one in problems),
            )
        )

    @classmethod
    def not_seen(cls, left: int) -> Self:
        number = in_both(left)
        return cls(
            Text(
                f"còn {number.vi} bước đồng chí chưa xem hết minh chứng: đọc hết, mở mọi tệp "
                "của từng bước, rồi xác nhận",
                f"the proof of {number.en} more steps was not all seen by you: read it, open "
                "every file of each, then confirm",
            )
        )

    @classmethod
    def day_to_come(cls, day: dt.date) -> Self:
        return cls(
            Text(
                f"ngày {day:%d/%m/%Y} chưa tới: ghi việc đã làm, không ghi việc sẽ làm",
                f"{day:%d/%m/%Y} is still to come: note what was done, not what will be",
            )
        )

    @classmethod
    def before_it_was_raised(cls, raised_on: dt.date) -> Self:
        return cls(
            Text(
                f"việc này nêu ngày {raised_on:%d/%m/%Y}: ngày ghi không thể trước ngày ấy",
                f"it was raised on {raised_on:%d/%m/%Y}: a step cannot be before that",
            )
        )

    @classmethod
    def end_before(cls, day: dt.date) -> Self:
        return cls(
            Text(
                f"hạn mới phải sau ngày {day:%d/%m/%Y}",
                f"the new end must be after {day:%d/%m/%Y}",
            )
        )

    @classmethod
    def too_far(cls, last: dt.date) -> Self:
        return cls(
            Text(
                f"hạn xa nhất là {last:%d/%m/%Y}: chưa xong thì năm sau kiểm điểm lại rồi chuyển "
                "tiếp",
                f"the end can be {last:%d/%m/%Y} at most: what is not done by then is reviewed, "
                "and carried over again",
            )
        )

    @classmethod
    def too_long(cls, most: int) -> Self:
        number = in_both(most)
        return cls(
            Text(
                f"lời ghi dài quá {number.vi} chữ: rút gọn, phần còn lại để trong tệp kèm theo",
                f"the words are longer than {number.en} signs: shorten them, send the rest as a "
                "file",
            )
        )

    @classmethod
    def outside(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} không thuộc đơn vị: chọn người, tổ chức của đơn vị; nơi khác ghi ở “Phối "
                "hợp với”",
                f"{name} is not of this unit: choose people and organisations of the unit, write "
                "others under “With”",
            )
        )

    @classmethod
    def unreadable(cls) -> Self:
        return cls(
            Text(
                "ngày hoặc số trong năm mục chưa đúng: xem lại rồi lưu",
                "a day or a number of the five parts is not readable: look again, then save",
            )
        )

    @classmethod
    def own_repeat(cls) -> Self:
        return cls(
            Text(
                "việc lặp lại phải là việc của chính người, đơn vị ấy ở năm trước",
                "what it repeats must be the same person's or unit's, of an earlier year",
            )
        )

    @classmethod
    def raised_already(cls) -> Self:
        return cls(
            Text(
                "hạn chế này đã giao cho nơi ấy rồi: mở việc đã có",
                "this limit was given to that unit already: open what is there",
            )
        )


class ConflictError(RemedyError):
    """Somebody else saved meanwhile: nothing was written. `stored`: as it is now; what was typed
    stays in the form.
    """

    def __init__(self, stored: "Remedy") -> None:
        self.stored = stored
        super().__init__(
            Text(
                "nơi khác vừa sửa việc này: so lời đang có với lời đồng chí viết, rồi lưu lại",
                "somebody else changed this meanwhile: compare the two, then save again",
            )
        )
