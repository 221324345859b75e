"""Why a note, an answer or a promise is not stored, said in both languages."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text
from thidua.progress.models import Note


class NoteError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def not_accepted(cls) -> Self:
        return cls(
            Text(
                "nhiệm vụ chưa được cấp trên nhận nên chưa ghi tiến độ: gửi bản đăng ký, được nhận "
                "rồi ghi",
                "the task is not accepted yet, so nothing is noted: send the registration first",
            )
        )

    @classmethod
    def withdrawn(cls) -> Self:
        return cls(
            Text(
                "nhiệm vụ đã rút, không ghi tiến độ nữa; các ghi nhận cũ vẫn xem được",
                "the task is withdrawn and takes no more notes; what was noted stays readable",
            )
        )

    @classmethod
    def after_today(cls, on: dt.date, today: dt.date) -> Self:
        return cls(
            Text(
                f"ngày {on:%d/%m/%Y} chưa đến: ghi tiến độ tính đến hôm nay ({today:%d/%m/%Y}) "
                f"hoặc một ngày trước đó",
                f"{on:%d/%m/%Y} is still to come: note how far it is today ({today:%d/%m/%Y}) or "
                f"was on a day before",
            )
        )

    @classmethod
    def before_the_year(cls, on: dt.date, year: int) -> Self:
        return cls(
            Text(
                f"ngày {on:%d/%m/%Y} trước năm {year}: chọn một ngày từ 01/01/{year}",
                f"{on:%d/%m/%Y} is before {year}: choose a day from 01/01/{year} on",
            )
        )

    @classmethod
    def year_over(cls, year: int, last: dt.date) -> Self:
        return cls(
            Text(
                f"tiến độ năm {year} nhận đến hết ngày {last:%d/%m/%Y}",
                f"progress of {year} was taken until {last:%d/%m/%Y}",
            )
        )

    @classmethod
    def says_nothing(cls) -> Self:
        return cls(
            Text(
                "ghi nhận còn trống: nhập một số đo, vài chữ, một mốc đã đạt hoặc một minh chứng",
                "the note is empty: give a number, some words, a milestone reached or a file",
            )
        )

    @classmethod
    def too_long(cls, length: int, most: int) -> Self:
        return cls(
            Text(
                f"dài {length} ký tự, nhiều nhất {most}: rút ngắn lại, phần dài để trong tệp",
                f"{length} characters, at most {most}: make it shorter, put the rest in a file",
            )
        )

    @classmethod
    def unknown_measure(cls) -> Self:
        return cls(
            Text(
                "thước đo này không có trong bản được nhận: tải lại trang rồi ghi tiếp",
                "the accepted version has no such measure: load the page again, then go on",
            )
        )

    @classmethod
    def number_wanted(cls, measure: str, unit: str) -> Self:
        return cls(
            Text(f"{measure}: nhập một số, tính theo {unit}", f"{measure}: a number, in {unit}")
        )

    @classmethod
    def yes_or_no_wanted(cls, measure: str) -> Self:
        return cls(
            Text(
                f"{measure}: chọn đã xong hay chưa, không nhập số",
                f"{measure}: choose done or not done, no number",
            )
        )

    @classmethod
    def number_too_long(cls, measure: str, value: Decimal, digits: int, places: int) -> Self:
        return cls(
            Text(
                f"{measure}: số {{value}} quá dài; nhiều nhất {digits} chữ số, trong đó {places} "
                f"chữ số sau dấu phẩy",
                f"{measure}: {{value}} is too long; at most {digits} digits, {places} of them "
                f"after the mark",
            ).format(value=value)
        )

    @classmethod
    def unknown_milestone(cls) -> Self:
        return cls(
            Text(
                "mốc này không có trong bản được nhận: tải lại trang rồi ghi tiếp",
                "the accepted version has no such milestone: load the page again, then go on",
            )
        )

    @classmethod
    def freed_without_block(cls) -> Self:
        return cls(
            Text(
                "đã chọn nơi gỡ nhưng chưa ghi đang vướng gì",
                "say what stands in the way, or choose nobody who could free it",
            )
        )

    @classmethod
    def of_another_task(cls) -> Self:
        return cls(
            Text(
                "ghi nhận này thuộc nhiệm vụ khác: tải lại trang rồi ghi tiếp",
                "this note is of another task: load the page again, then go on",
            )
        )

    @classmethod
    def not_confirmable(cls) -> Self:
        return cls(
            Text(
                "ghi nhận đã được ghi lại: xem bản mới rồi trả lời",
                "the note was corrected: read the new one, then answer",
            )
        )

    @classmethod
    def confirmed_already(cls, name: str) -> Self:
        return cls(
            Text(f"{name} đã xác nhận kết quả này", f"{name} has confirmed this result already")
        )

    @classmethod
    def no_words(cls) -> Self:
        return cls(Text("hãy ghi vài chữ trước khi gửi", "write some words first"))

    @classmethod
    def file_gone(cls) -> Self:
        return cls(
            Text(
                "tệp đã được gỡ hoặc không còn ở ghi nhận này",
                "the file is removed already, or is not of this note",
            )
        )

    @classmethod
    def nothing_asked(cls) -> Self:
        return cls(
            Text(
                "câu hỏi này đã được trả lời hoặc không còn",
                "this question is answered already, or there is none",
            )
        )

    @classmethod
    def not_blocked(cls) -> Self:
        return cls(
            Text(
                "nhiệm vụ không còn ghi là đang vướng: tải lại trang để xem",
                "the task is not noted as blocked any more: load the page again",
            )
        )

    @classmethod
    def promise_in_the_past(cls, until: dt.date) -> Self:
        return cls(
            Text(
                f"ngày hẹn {until:%d/%m/%Y} đã qua: chọn hôm nay hoặc một ngày sau",
                f"{until:%d/%m/%Y} is over: choose today or a later day",
            )
        )


class MeanwhileError(NoteError):
    """Somebody else noted the task since its page was opened: nothing was stored. `notes`: what
    they wrote, the newest first; `newest`: to store one's own as well, send again having seen this.
    """

    def __init__(self, notes: Sequence[Note]) -> None:
        self.notes, self.newest = tuple(notes), notes[0].pk
        name, on = notes[0].written_by_name, notes[0].on
        super().__init__(
            Text(
                f"{name} vừa ghi tiến độ tính đến {on:%d/%m/%Y}: xem rồi gửi lại nếu vẫn muốn ghi",
                f"{name} has just noted progress up to {on:%d/%m/%Y}: read it, then send again if "
                f"yours still holds",
            )
        )


class CorrectedError(NoteError):
    """The note that was to be corrected was corrected before. `note`: what stands in its place."""

    def __init__(self, note: Note) -> None:
        self.note = note
        super().__init__(
            Text(
                f"{note.written_by_name} đã ghi lại ghi nhận này: xem bản mới rồi sửa bản đó",
                f"{note.written_by_name} has corrected this note already: correct the new one",
            )
        )


class SentBeforeError(NoteError):
    """A note that was sent before comes again and says something else. `note`: the stored one."""

    def __init__(self, note: Note) -> None:
        self.note = note
        super().__init__(
            Text(
                "lần gửi trước đã được lưu, nội dung khác lần này: mở ghi nhận đã lưu rồi sửa",
                "the first time was stored and says something else: open what is stored and "
                "correct it",
            )
        )
