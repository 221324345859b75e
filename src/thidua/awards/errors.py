"""What can go wrong with awards."""

from typing import Self

from thidua.language import Text


class AwardError(Exception):
    """The base of every error of this room. `text` holds the sentence in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.text)

    @classmethod
    def not_classified(cls, year: int) -> Self:
        return cls(
            Text(
                vi="năm {year} chưa xếp loại: xếp loại trước khi xét khen thưởng",
                en="{year} is not classified: classify before checking awards",
            ).format(year=year)
        )
