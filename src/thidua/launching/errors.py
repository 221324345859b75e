"""Why a year is not made, launched or taken back; said in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text
from thidua.numbers import in_both


class LaunchError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def year_exists(cls, year: int) -> Self:
        return cls(
            Text(
                vi="năm {year} đã có: hãy mở trang phát động của năm ấy để sửa",
                en="{year} exists already: open its launch page to change it",
            ).format(year=str(year))
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(
            Text(
                vi="năm đã phát động: ghi lý do sửa, các đơn vị được báo cùng lý do",
                en="the year is launched: give the reason, the units are told with it",
            )
        )

    @classmethod
    def no_reason_to_withdraw(cls) -> Self:
        return cls(
            Text(
                vi="ghi lý do rút lại, các đơn vị được báo cùng lý do",
                en="give the reason for withdrawing, the units are told with it",
            )
        )

    @classmethod
    def already_launched(cls, year: int) -> Self:
        return cls(
            Text(
                vi="năm {year} đã phát động rồi",
                en="{year} is launched already",
            ).format(year=str(year))
        )

    @classmethod
    def not_launched(cls, year: int) -> Self:
        return cls(
            Text(
                vi="năm {year} chưa phát động: Tỉnh uỷ phát động trước, rồi mới triển khai, sửa "
                "hay rút lại",
                en="{year} is not launched yet: the province launches first",
            ).format(year=str(year))
        )

    @classmethod
    def sent_already(cls, units: int) -> Self:
        return cls(
            Text(
                vi="không rút lại được: {number} đơn vị đã gửi lên cấp trên; sửa lịch hoặc chủ đề "
                "thì các đơn vị được báo, phần đã gửi vẫn giữ nguyên",
                en="cannot be withdrawn: {number} units have sent already; change the calendar or "
                "the theme instead, what was sent stays as it is",
            ).format(number=in_both(units))
        )

    @classmethod
    def limits_turned(cls, what: Text) -> Self:
        return cls(
            Text(
                vi="{what}: số ít nhất lớn hơn số nhiều nhất",
                en="{what}: the least is more than the most",
            ).format(what=what)
        )

    @classmethod
    def carried_down_already(cls, unit: str) -> Self:
        return cls(
            Text(
                vi="{unit} đã triển khai xuống cơ sở rồi",
                en="{unit} has carried the year down already",
            ).format(unit=unit)
        )
