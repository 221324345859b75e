"""Why an opinion is not taken, said in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class OpinionError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def no_list(cls, year: int) -> Self:
        return cls(
            Text(
                f"danh sách năm {year} chưa chốt: chốt xong mới chấm được",
                f"the list of {year} is not laid down yet: opinions are given once it is",
            )
        )

    @classmethod
    def not_on_the_list(cls) -> Self:
        return cls(
            Text(
                "không có trong danh sách năm này, nên không chấm ở đây",
                "not on this year's list, so no opinion is given here",
            )
        )

    @classmethod
    def not_rated(cls, name: str) -> Self:
        return cls(Text(f"{name} không thuộc diện xếp loại", f"{name} is not rated this year"))

    @classmethod
    def decided(cls, name: str) -> Self:
        return cls(
            Text(
                f"mức của {name} đã có quyết định: mở lại quyết định trước khi chấm lại",
                f"the level of {name} is decided: open the decision again before grading anew",
            )
        )

    @classmethod
    def body_ended(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} đã thôi hoạt động: ý kiến đã cho vẫn giữ, không cho thêm được",
                f"{name} works no more: what it said stays, it says nothing new",
            )
        )

    @classmethod
    def no_slip(cls) -> Self:
        return cls(
            Text(
                "phiếu nhận xét bằng liên kết chỉ dành cho nơi cư trú",
                "slips by a link are for the place of residence alone",
            )
        )

    @classmethod
    def unreadable(cls) -> Self:
        return cls(
            Text(
                "có ô không đọc được: xem ghi chú dưới ô",
                "something cannot be read: see the note below its field",
            )
        )

    @classmethod
    def nothing_said(cls) -> Self:
        return cls(
            Text(
                "chưa có mức chấm hay nhận xét nào: điền rồi lưu",
                "no grade and no comment yet: fill something in, then save",
            )
        )

    @classmethod
    def nobody_asked(cls) -> Self:
        return cls(
            Text(
                "chọn cơ quan đúng loại ý kiến, hoặc ghi tên nơi được xin ý kiến",
                "choose a body of that kind of opinion, or name who is asked",
            )
        )

    @classmethod
    def no_such_criterion(cls, criterion: str) -> Self:
        return cls(
            Text(
                f"“{criterion}” không phải tiêu chí của đối tượng này",
                f"“{criterion}” is no criterion of this subject",
            )
        )

    @classmethod
    def not_its_field(cls, body: str, criterion: Text) -> Self:
        return cls(
            Text(
                f"{body} không phụ trách tiêu chí “{criterion.vi}”",
                f"“{criterion.en}” is not in the field of {body}",
            )
        )

    @classmethod
    def no_grades(cls, kind: Text) -> Self:
        return cls(
            Text(
                f"{kind.vi} chỉ nhận xét, không chấm tiêu chí",
                f"{kind.en} comments and gives no grades",
            )
        )

    @classmethod
    def no_civil_servant(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name} không là cán bộ, công chức, viên chức theo danh sách năm",
                f"{name} is no civil servant by the year's list",
            )
        )


class ReasonMissingError(OpinionError):
    """A grade is another than somebody gave, and does not say why. `whose`: who gave another, by
    the criterion's id and the subject's name: (“Bùi Thị Sim”, "duties", “Hội Phụ nữ”, “Tốt”).
    """

    def __init__(self, differing: list[tuple[str, str, Text, Text]]) -> None:
        self.differing = differing
        name, _criterion, giver, grade = differing[0]
        more = len(differing) - 1
        super().__init__(
            Text(
                f"{name}: {giver.vi} đã ghi mức {grade.vi}, chấm khác thì cần nêu lý do"
                + (f" (và {more} ô khác)" if more else ""),
                f"{name}: {giver.en} says “{grade.en}”, to give another say why"
                + (f" (and {more} more)" if more else ""),
            )
        )


class ChangedMeanwhileError(OpinionError):
    """Somebody else of the same giver changed the same cell since it was read; nothing is
    written. `now`: the grade that stands, None where it was taken away.
    """

    def __init__(self, name: str, criterion: Text, now: Text | None) -> None:
        self.now = now
        shown = now or Text("để trống", "nothing")
        super().__init__(
            Text(
                f"{name}, “{criterion.vi}”: nơi khác vừa chấm {shown.vi}. Tải lại rồi chấm tiếp",
                f"{name}, “{criterion.en}”: it was just changed elsewhere to {shown.en}. Load the "
                f"page again, then go on",
            )
        )
