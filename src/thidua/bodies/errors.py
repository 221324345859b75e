"""Why a body beside the tree cannot be added, changed or ended; said in both languages."""

import datetime as dt
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class BodyError(RefusedError):
    """Something about a body beside the tree was refused."""

    @classmethod
    def no_name(cls) -> Self:
        return cls(Text("Hãy ghi tên cơ quan.", "Write the name of the body."))

    @classmethod
    def there_already(cls, name: str, committee: str) -> Self:
        return cls(
            Text(
                f"{committee} đã có “{name}” đang hoạt động: hãy sửa cơ quan ấy, "
                f"hoặc ghi tên khác.",
                f"“{name}” works with {committee} already: change that one, or write another name.",
            )
        )

    @classmethod
    def no_committee(cls, organisation: str) -> Self:
        return cls(
            Text(
                f"{organisation} không có cấp uỷ đang hoạt động: hãy chọn một đảng bộ còn trong hệ "
                f"thống tổ chức.",
                f"{organisation} has no committee at work: choose an organisation of the tree.",
            )
        )

    @classmethod
    def unknown_criteria(cls, names: str) -> Self:
        return cls(
            Text(
                f"Không có tiêu chí “{names}” trong khung tiêu chí nào: hãy chọn trong danh sách.",
                f"No framework has the criterion “{names}”: choose from the list.",
            )
        )

    @classmethod
    def ended_already(cls, name: str, day: dt.date) -> Self:
        return cls(
            Text(
                f"{name} đã dừng từ sau ngày {day:%d/%m/%Y}: không sửa được nữa, "
                f"hãy thêm cơ quan mới.",
                f"{name} ended on {day:%d/%m/%Y} and changes no more: add a new body.",
            )
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(
            Text(
                "Hãy nêu lý do: lý do lưu trong lịch sử.", "Say why: the history keeps the reason."
            )
        )

    @classmethod
    def ends_in_the_past(cls, first: dt.date) -> Self:
        return cls(
            Text(
                f"Ngày cuối không được trước ngày {first:%d/%m/%Y}.",
                f"The last day cannot be before {first:%d/%m/%Y}.",
            )
        )
