"""What can go wrong with awards."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class AwardError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def not_classified(cls, year: int) -> Self:
        return cls(
            Text(
                vi="năm {year} chưa xếp loại: xếp loại trước khi xét khen thưởng",
                en="{year} is not classified: classify before checking awards",
            ).format(year=year)
        )
