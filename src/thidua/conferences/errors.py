"""What can stand against a change of a conference, in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class ConferenceError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def there_already(cls, year: int) -> Self:
        return cls(
            Text(
                f"đơn vị đã có hội nghị triển khai năm {year}: mở hội nghị ấy để sửa",
                f"the unit has its conference of {year} already: open it to change it",
            )
        )

    @classmethod
    def outside_the_year(cls, year: int) -> Self:
        return cls(
            Text(
                f"ngày họp phải trong năm {year}, hoặc tháng 12 năm {year - 1}",
                f"the day has to lie in {year}, or in December {year - 1}",
            )
        )

    @classmethod
    def changed_meanwhile(cls) -> Self:
        return cls(
            Text(
                "người khác vừa sửa hội nghị này, phần đồng chí sửa chưa lưu: so hai bản dưới đây "
                "rồi lưu lại",
                "somebody else has just changed this conference; yours is not saved: compare the "
                "two below and save again",
            )
        )

    @classmethod
    def nobody_invited(cls) -> Self:
        return cls(
            Text(
                "chưa chọn đơn vị, cũng chưa ghi khách mời nào",
                "no unit is chosen and no guest is written",
            )
        )

    @classmethod
    def not_below(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} không thuộc đơn vị tổ chức hội nghị: ghi ở phần khách mời",
                f"{name} does not stand under whoever holds the conference: write it as a guest",
            )
        )

    @classmethod
    def long_guest(cls, line: str, most: int) -> Self:
        return cls(
            Text(
                f"khách mời “{line[:40]}…” dài quá {most} ký tự: viết ngắn lại",
                f"the guest “{line[:40]}…” is longer than {most} signs: write less",
            )
        )

    @classmethod
    def noted_meanwhile(cls, name: str, noted: Text) -> Self:
        return cls(
            Text(
                f"{name}: nơi khác vừa ghi “{noted.vi}”; giữ nguyên, bấm lại nếu cần sửa",
                f"{name}: “{noted.en}” was just noted elsewhere; it stays, press again to change",
            )
        )

    @classmethod
    def present_one(cls) -> Self:
        return cls(
            Text(
                "đã ghi có mặt, không xoá khỏi danh sách mời được: sửa lại điểm danh trước",
                "noted as present, not removed: change the attendance first",
            )
        )

    @classmethod
    def made_already(cls) -> Self:
        return cls(
            Text(
                "kết luận này đã được chuyển thành việc khác: mở việc ấy",
                "something was made of this conclusion already: open that",
            )
        )

    @classmethod
    def limits_are_of_the_province(cls) -> Self:
        return cls(
            Text(
                "hạn chế của năm do Tỉnh uỷ nêu: hội nghị cấp khác chuyển thành nhiệm vụ, văn bản",
                "the limits of the year are the province's: other conferences make tasks and "
                "documents of their conclusions",
            )
        )

    @classmethod
    def no_report(cls, year: int) -> Self:
        return cls(
            Text(
                f"chưa có số liệu năm {year} nên chưa có báo cáo: tải tệp báo cáo lên",
                f"there are no figures of {year}, hence no report: send the file of one",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))
