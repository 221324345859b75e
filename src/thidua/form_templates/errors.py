"""What can stand against a template, in both languages."""

from collections.abc import Sequence
from typing import Self

from thidua.documents.word_templates import UnknownName, WordTemplateError, Wrong
from thidua.errors import RefusedError
from thidua.language import Text


class FormTemplateError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def of(cls, error: WordTemplateError) -> Self:
        """What is wrong with a template, and what would be right."""
        if error.wrong == Wrong.UNKNOWN:
            return cls(_unknown(error.unknown))
        if error.wrong == Wrong.SYNTAX:
            return cls(
                Text(
                    f"mẫu viết sai ở chỗ: {error.detail}. Tên đặt trong hai dấu ngoặc nhọn như "
                    "{{ ho_ten }}; phần lặp mở bằng {%p for … %} và đóng bằng {%p endfor %}",
                    f"the template is wrong where it says: {error.detail}. Names stand as "
                    "{{ ho_ten }}; a repeated part begins with {%p for … %} and ends with "
                    "{%p endfor %}",
                )
            )
        return cls(_OTHERS[error.wrong])

    @classmethod
    def no_such_version(cls) -> Self:
        return cls(
            Text(
                "phiên bản này không có: tải lại trang rồi chọn",
                "there is no such version: load the page again",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))

    @classmethod
    def no_file(cls) -> Self:
        return cls(
            Text("hãy chọn một tệp Word (.docx)", "choose a Word file (.docx)"),
        )


def _unknown(names: Sequence[UnknownName]) -> Text:
    """Every name that the form does not have, each with the nearest that it has."""
    told = [_told(one) for one in names]
    vi, en = "; ".join(one.vi for one in told), "; ".join(one.en for one in told)
    return Text(
        f"biểu mẫu không có những tên mà mẫu dùng: {vi}. Xem bảng tên ở dưới",
        f"the template uses names that the form does not have: {en}. The names are listed below",
    )


def _told(name: UnknownName) -> Text:
    if not name.nearest:
        return Text(f"“{name.name}”", f"“{name.name}”")
    return Text(
        f"“{name.name}” (gần nhất: “{name.nearest}”)", f"“{name.name}” (nearest: “{name.nearest}”)"
    )


_OTHERS = {
    Wrong.BROKEN: Text(
        "tệp không mở được bằng Word: lưu lại thành .docx rồi gửi",
        "this is no Word file that opens: save it as .docx and send it again",
    ),
    Wrong.UNSAFE: Text(
        "mẫu gọi đến phần không dành cho biểu mẫu: chỉ dùng các tên trong bảng",
        "the template reaches for what is not a form's: use the listed names alone",
    ),
    Wrong.TOO_HEAVY: Text(
        "mẫu chạy quá lâu hoặc quá lớn nên đã dừng: xem lại các phần lặp",
        "the template took too long or became too large and was ended: look at its repeated parts",
    ),
}
