"""Why a fact is not entered here, or not handed on; said in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class FillingError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def changed_meanwhile(cls, name: str, title: Text, value: Text) -> Self:
        return cls(
            Text(
                "“{title}” của {name} vừa có người khác nhập: {value}. Chưa lưu lần này; xem lại "
                "rồi chọn lại nếu cần",
                "“{title}” of {name} was entered by somebody else meanwhile: {value}. Nothing was "
                "saved; look again and choose again if need be",
            ).format(title=title, name=name, value=value)
        )

    @classmethod
    def not_kept_here(cls, unit: str) -> Self:
        return cls(
            Text(
                "{unit} không giữ thông tin này: nơi giữ nhập, hoặc chuyển cho {unit}",
                "{unit} does not keep this fact: who keeps it enters it, or hands it to {unit}",
            ).format(unit=unit)
        )

    @classmethod
    def not_entered_here(cls) -> Self:
        return cls(
            Text(
                "chỉ hoàn tác được thông tin nhập hôm nay ở trang này: muốn sửa, chọn giá trị khác",
                "only what was entered here today can be taken back: to correct it, choose another "
                "value",
            )
        )

    @classmethod
    def known_already(cls, title: Text) -> Self:
        return cls(
            Text(
                "“{title}” đã có: chỉ chuyển được thông tin còn thiếu",
                "“{title}” is known: only what is missing can be handed on",
            ).format(title=title)
        )

    @classmethod
    def handed_on_already(cls, unit: str) -> Self:
        return cls(
            Text(
                "thông tin này đã chuyển cho {unit}: chờ nơi ấy nhập hoặc chuyển lại",
                "this fact was handed to {unit} already: it enters it or hands it back",
            ).format(unit=unit)
        )

    @classmethod
    def not_near(cls) -> Self:
        return cls(
            Text(
                "hãy chọn một nơi trong danh sách: cấp uỷ cấp trên trực tiếp hoặc tổ chức cùng cấp",
                "choose a unit of the list: the committee above, or an organisation beside",
            )
        )

    @classmethod
    def answered_already(cls) -> Self:
        return cls(
            Text(
                "việc này đã xong: thông tin đã được nhập hoặc đã chuyển lại",
                "this is over: the fact was entered, or handed back",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))
