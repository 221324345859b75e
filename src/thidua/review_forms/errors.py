"""Why a form is not printed; said in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class FormError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def none_to_print(cls) -> Self:
        return cls(
            Text(
                "chưa có bản nào theo mẫu này để in: bản kiểm điểm phải gửi rồi, "
                "phiếu 03 đến 05 cần danh sách năm đã chốt",
                "there is nothing on this form to print yet: reviews have to be sent, slips 03 to "
                "05 need the list of the year",
            )
        )
