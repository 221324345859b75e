"""What stops an import or export as a whole; what is wrong in single cells is a list of problems."""

from collections.abc import Iterable
from typing import Self

from thidua.language import Text


class ExchangeError(Exception):
    """The base of every error of this room. `text` holds the sentence in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.text)


class LoadingAlreadyError(ExchangeError):
    @classmethod
    def elsewhere(cls) -> Self:
        return cls(
            Text(
                vi="đang có một lần nạp khác chưa xong: chờ lần đó xong rồi nạp lại",
                en="another import is under way: wait until it has finished, then try again",
            )
        )


class NothingToDoError(ExchangeError):
    @classmethod
    def no_files(cls) -> Self:
        return cls(Text(vi="chưa chọn tệp nào", en="no file was given"))

    @classmethod
    def no_year(cls) -> Self:
        return cls(
            Text(
                vi="chưa có năm thi đua nào: nêu năm, hoặc nạp trang “Năm” trước",
                en="there is no campaign yet: name the year, or load the sheet “Year” first",
            )
        )


class UnknownKindError(ExchangeError):
    @classmethod
    def kind(cls, kind: str, known: Iterable[str]) -> Self:
        return cls(
            Text(vi="không có loại tệp “{kind}”; cần: {known}", en="no workbook “{kind}”; expected: {known}").format(
                kind=kind, known=", ".join(known)
            )
        )
