"""Why a table cannot be read as somebody says, or a way of reading cannot be remembered."""

from collections.abc import Sequence
from typing import Self

from thidua.exchange.errors import ExchangeError
from thidua.language import Text


class AnswersRefusedError(ExchangeError):
    """Answers that cannot be taken; what was chosen stays with whoever sent it."""

    @classmethod
    def other_questions(cls) -> Self:
        return cls(
            Text(
                "các câu hỏi đã đổi từ lúc mở trang: xem lại rồi trả lời tiếp",
                "the questions have changed since the page was opened: look again, then answer",
            )
        )

    @classmethod
    def no_sheet(cls) -> Self:
        return cls(
            Text(
                "trang tính này không còn câu hỏi nào: mở lại trang của lần nạp",
                "nothing is asked of this sheet any more: open the page of the upload again",
            )
        )

    @classmethod
    def no_column(cls, at: int) -> Self:
        return cls(
            Text(
                f"bảng không có cột thứ {at + 1}: mở lại trang rồi chọn",
                f"the table has no column {at + 1}: open the page again and choose",
            )
        )

    @classmethod
    def column_gives_nothing(cls, heading: str, to: str) -> Self:
        return cls(
            Text(
                f"cột “{heading}” không thể là “{to}”: chọn một cột có trong danh sách, hoặc để "
                f"ngoài",
                f"the column “{heading}” cannot be “{to}”: choose one of the list, or leave it out",
            )
        )

    @classmethod
    def no_organisation(cls, name: str, near: Sequence[str]) -> Self:
        hint = Text(
            f"; gần nhất: {', '.join(near)}" if near else "",
            f"; the nearest: {', '.join(near)}" if near else "",
        )
        return cls(
            Text(
                f"“{name}” không phải mã hay tên của một tổ chức nào{hint.vi}",
                f"“{name}” is neither the code nor the name of one organisation{hint.en}",
            )
        )

    @classmethod
    def too_long(cls, most: int) -> Self:
        return cls(
            Text(
                f"câu trả lời dài quá: mỗi câu nhiều nhất {most} ký tự",
                f"an answer is too long: {most} characters at most",
            )
        )

    @classmethod
    def no_name(cls) -> Self:
        return cls(
            Text(
                "muốn ghi nhớ, hãy đặt tên cho cách đọc này",
                "to have it remembered, give this way of reading a name",
            )
        )


class TableShapeRefusedError(ExchangeError):
    """A way of reading that cannot be remembered, changed or retired."""

    @classmethod
    def other_shape(cls, name: str) -> Self:
        return cls(
            Text(
                f"các đầu cột trong tệp không phải của dạng bảng “{name}”: chỉ đổi cột nào là gì, "
                "từ nào nghĩa là gì; dạng bảng khác thì ghi nhớ thành một cách đọc khác",
                f"the headings in the file are not those of “{name}”: change what columns and "
                "words mean; another shape of table is another way of reading",
            )
        )

    @classmethod
    def no_such_sheet(cls, sheet: str, known: str) -> Self:
        return cls(
            Text(
                f"“sheet: {sheet}”: không có trang này; cần một trong: {known}",
                f"“sheet: {sheet}”: there is no such sheet; expected one of: {known}",
            )
        )

    @classmethod
    def no_such_column(cls, key: str, column: str, known: str) -> Self:
        return cls(
            Text(
                f"“{key}”: trang này không có cột “{column}”; các cột: {known}",
                f"“{key}”: the sheet has no column “{column}”; its columns: {known}",
            )
        )

    @classmethod
    def no_such_word(cls, column: str, word: str, known: str) -> Self:
        return cls(
            Text(
                f"“words: {column}”: không có từ “{word}”; cần một trong: {known}",
                f"“words: {column}”: there is no word “{word}”; expected one of: {known}",
            )
        )

    @classmethod
    def too_big(cls, most: int) -> Self:
        return cls(
            Text(
                f"cách đọc dài quá: nhiều nhất {most // 1000} kB",
                f"the way of reading is too long: {most // 1000} kB at most",
            )
        )

    @classmethod
    def not_text(cls, file: str) -> Self:
        return cls(
            Text(
                f"“{file}” không phải tệp văn bản UTF-8: cần tệp YAML đã tải về từ phần mềm",
                f"“{file}” is no UTF-8 text: a YAML file that the software wrote is needed",
            )
        )

    @classmethod
    def twice(cls, headings: str) -> Self:
        return cls(
            Text(
                f"hai cách đọc cho cùng một dạng bảng (đầu cột {headings}): bỏ một",
                f"two ways of reading for one shape of table (headings {headings}): take one out",
            )
        )

    @classmethod
    def several(cls, number: int) -> Self:
        return cls(
            Text(
                f"tệp có {number} cách đọc, cần đúng một",
                f"the file has {number} ways of reading, one is needed",
            )
        )

    @classmethod
    def of_one_file(cls) -> Self:
        return cls(
            Text(
                "“answers”, “this_file” là của riêng một tệp nên không ghi nhớ được: trả lời trên "
                "trang đối chiếu, hoặc bỏ hai khoá ấy",
                "“answers” and “this_file” are about one file and cannot be remembered: answer on "
                "the page, or take these keys out",
            )
        )

    @classmethod
    def no_name(cls, most: int) -> Self:
        return cls(
            Text(
                f"hãy đặt tên cho cách đọc, nhiều nhất {most} ký tự",
                f"give the way of reading a name of at most {most} characters",
            )
        )

    @classmethod
    def newer(cls, version: int) -> Self:
        return cls(
            Text(
                f"đã có bản {version} của cách đọc này: mở bản ấy rồi làm tiếp",
                f"there is a version {version} of this by now: open that one and go on",
            )
        )

    @classmethod
    def retired(cls) -> Self:
        return cls(
            Text(
                "cách đọc này đã ngừng dùng từ trước",
                "this way of reading is retired already",
            )
        )
