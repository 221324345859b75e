"""Why there is no proof of a rating, said in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class ProofError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def not_sealed(cls, name: str, year: int) -> Self:
        return cls(
            Text(
                "{name} chưa có quyết định xếp loại nào được niêm phong của năm {year}",
                "no rating decision of {year} about {name} is sealed",
            ).format(name=name, year=year)
        )

    @classmethod
    def erased(cls, name: str, rule: Text) -> Self:
        return cls(
            Text(
                "nội dung niêm phong của {name} đã xoá theo {rule}",
                "what was sealed about {name} was erased by {rule}",
            ).format(name=name, rule=rule)
        )

    @classmethod
    def unknown_code(cls, code: str, year: int) -> Self:
        return cls(
            Text(
                "danh sách năm {year} không có mã {code}", "the list of {year} has no code {code}"
            ).format(code=code, year=year)
        )

    @classmethod
    def several(cls, code: str, found: str) -> Self:
        return cls(
            Text(
                "mã {code} là của nhiều đối tượng: {found}; hãy nêu --kind (và --leads)",
                "the code {code} belongs to several: {found}; say --kind (and --leads)",
            ).format(code=code, found=found)
        )
