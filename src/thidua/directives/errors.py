"""What can stand against a change of a document, in both languages."""

import datetime as dt
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class DirectiveError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def no_number(cls) -> Self:
        return cls(Text("hãy ghi số, ký hiệu của văn bản", "write the number of the document"))

    @classmethod
    def no_words(cls) -> Self:
        return cls(
            Text(
                "hãy ghi nơi ban hành và trích yếu của văn bản",
                "write who issued the document, and its title",
            )
        )

    @classmethod
    def secret_is_not_kept(cls) -> Self:
        return cls(
            Text(
                "văn bản có dấu mật không được tải lên: bỏ tệp và địa chỉ, phần mềm chỉ lưu số và "
                "ngày",
                "a document with a secrecy stamp is not kept here: leave out file and address, "
                "only its number and day are stored",
            )
        )

    @classmethod
    def not_https(cls) -> Self:
        return cls(
            Text(
                "địa chỉ phải bắt đầu bằng https://, ví dụ https://tulieuvankien.dangcongsan.vn",
                "the address has to begin with https://, as https://tulieuvankien.dangcongsan.vn",
            )
        )

    @classmethod
    def there_already(cls, number: str, signed_on: dt.date) -> Self:
        return cls(
            Text(
                f"văn bản {number} ngày {signed_on:%d/%m/%Y} đã có ở đây: mở văn bản ấy để sửa",
                f"document {number} of {signed_on:%d/%m/%Y} is here already: open it to change it",
            )
        )

    @classmethod
    def signed_later(cls, today: dt.date) -> Self:
        return cls(
            Text(
                f"ngày ký chưa tới: ngày không sau hôm nay {today:%d/%m/%Y}",
                f"the day of signing lies ahead: no day after today, {today:%d/%m/%Y}",
            )
        )

    @classmethod
    def changed_meanwhile(cls) -> Self:
        return cls(
            Text(
                "người khác vừa sửa văn bản này, phần đồng chí sửa chưa lưu: so hai bản dưới đây "
                "rồi lưu lại",
                "somebody else has just changed this document; yours is not saved: compare the two "
                "below and save again",
            )
        )

    @classmethod
    def withdrawn(cls) -> Self:
        return cls(Text("văn bản đã được rút, không sửa được nữa", "the document is withdrawn"))

    @classmethod
    def no_reason(cls) -> Self:
        return cls(Text("hãy ghi vì sao rút văn bản", "say why the document is withdrawn"))

    @classmethod
    def no_such_target(cls) -> Self:
        return cls(
            Text(
                "hãy chọn một mục trong danh sách để liên kết",
                "choose something of the list to link to",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))
