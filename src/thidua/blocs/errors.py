"""Why something about blocs and their criteria is refused; said in both languages."""

from collections.abc import Sequence
from typing import Self

from thidua.blocs.sums import Sum
from thidua.errors import RefusedError
from thidua.language import Text
from thidua.numbers import in_both


class BlocError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))

    # Blocs and their members
    # ----------------------------------------------------------------------------------------------

    @classmethod
    def no_name(cls) -> Self:
        return cls(Text("Hãy ghi tên khối, cụm.", "Write the name of the bloc."))

    @classmethod
    def name_in_use(cls, name: str) -> Self:
        return cls(
            Text(
                f"Năm này đã có “{name}” cùng loại: hãy ghi tên khác.",
                f"There is a “{name}” of this kind this year: write another name.",
            )
        )

    @classmethod
    def elsewhere(cls, unit: str, bloc: str) -> Self:
        return cls(
            Text(
                f"{unit} đã ở “{bloc}”: mỗi năm một đơn vị chỉ ở một khối (cụm). Đưa ra khỏi đó "
                f"trước, rồi thêm vào đây.",
                f"{unit} is in “{bloc}” already: a unit is in one bloc of a kind a year. Take it "
                f"out there first.",
            )
        )

    @classmethod
    def outside(cls, unit: str, organiser: str) -> Self:
        return cls(
            Text(
                f"{unit} không trực thuộc {organiser}: hãy chọn đơn vị trong phạm vi ấy.",
                f"{unit} does not stand under {organiser}: choose a unit of that part.",
            )
        )

    @classmethod
    def no_more(cls, unit: str, became: str) -> Self:
        return cls(
            Text(
                f"{unit} không còn hoạt động{f' (nay là {became})' if became else ''}: hãy chọn "
                f"đơn vị khác.",
                f"{unit} is no more{f' (now {became})' if became else ''}: choose another unit.",
            )
        )

    @classmethod
    def not_a_member(cls, unit: str) -> Self:
        return cls(
            Text(
                f"{unit} không phải thành viên: hãy thêm vào khối (cụm) trước.",
                f"{unit} is no member: add it to the bloc first.",
            )
        )

    @classmethod
    def deputy_is_head(cls) -> Self:
        return cls(
            Text("Đơn vị phó phải khác đơn vị trưởng.", "The deputy is another unit than the head.")
        )

    @classmethod
    def already_signed(cls) -> Self:
        return cls(
            Text(
                "Giao ước đã ký, thành viên không đổi được nữa: hãy lập bản mới, ghi lý do.",
                "The pact is signed, members change no more: make a new version with a reason.",
            )
        )

    # Criteria
    # ----------------------------------------------------------------------------------------------

    @classmethod
    def not_a_draft(cls) -> Self:
        return cls(
            Text(
                "Bộ tiêu chí đã gửi hoặc đã ký nên không sửa được: bản đã gửi thì lấy lại để sửa; "
                "bản đã ký thì lập bản mới, ghi lý do.",
                "These criteria are sent or signed and do not change: take back what was sent; of "
                "what is signed make a new version with a reason.",
            )
        )

    @classmethod
    def changed_meanwhile(cls) -> Self:
        return cls(
            Text(
                "Người khác vừa sửa bộ tiêu chí này. Phần đồng chí vừa nhập còn nguyên ở dưới, "
                "chưa lưu: so với bản đang lưu rồi lưu lại.",
                "Somebody else changed these criteria meanwhile. What you typed is below, not "
                "saved: compare, then save again.",
            )
        )

    @classmethod
    def nothing_there(cls) -> Self:
        return cls(Text("Chưa có tiêu chí nào: hãy thêm.", "There are no criteria yet: add some."))

    @classmethod
    def without_content(cls, rows: Sequence[int]) -> Self:
        numbers = ", ".join(map(str, rows))
        return cls(Text(f"Dòng {numbers}: hãy ghi nội dung.", f"Row {numbers}: write the content."))

    @classmethod
    def without_link(cls, rows: Sequence[int]) -> Self:
        numbers = ", ".join(map(str, rows))
        return cls(
            Text(
                f"Dòng {numbers}: hãy chọn chỉ tiêu hoặc nhiệm vụ mà tiêu chí tính theo.",
                f"Row {numbers}: choose the indicator or the task that it counts by.",
            )
        )

    @classmethod
    def sum_is_wrong(cls, found: Sum) -> Self:
        if found.missing:
            numbers = ", ".join(map(str, found.missing))
            return cls(
                Text(
                    f"Dòng {numbers}: hãy ghi điểm tối đa hoặc trọng số.",
                    f"Row {numbers}: write the most points or the weight.",
                )
            )
        got, wanted, apart = in_both(found.found), in_both(found.wanted), in_both(abs(found.apart))
        less = found.apart > 0
        return cls(
            Text(
                f"Cộng lại được {got.vi}, cần đúng {wanted.vi}: {'còn thiếu' if less else 'thừa'} "
                f"{apart.vi}.",
                f"The sum is {got.en}, it has to be {wanted.en}: {apart.en} too "
                f"{'little' if less else 'much'}.",
            )
        )

    @classmethod
    def no_members(cls) -> Self:
        return cls(
            Text(
                "Khối (cụm) cần ít nhất hai thành viên đang hoạt động và một đơn vị trưởng.",
                "A bloc needs two members at work at least, and a head unit.",
            )
        )

    @classmethod
    def not_sent(cls) -> Self:
        return cls(
            Text(
                "Bộ tiêu chí chưa gửi hoặc đã ký: không có gì chờ xác nhận.",
                "These criteria are not sent, or signed: nothing waits for an answer.",
            )
        )

    @classmethod
    def say_what(cls) -> Self:
        return cls(
            Text(
                "Chưa đồng ý thì hãy ghi ý kiến: điểm nào cần sửa.",
                "Say what should be otherwise where you do not agree.",
            )
        )

    @classmethod
    def not_agreed(cls, units: Sequence[str]) -> Self:
        names = ", ".join(units)
        return cls(
            Text(
                f"Chưa ký được: {names} chưa đồng ý thang điểm.",
                f"Not signed yet: {names} did not agree to the scoring.",
            )
        )

    @classmethod
    def open_version(cls) -> Self:
        return cls(
            Text(
                "Đã có một bản chưa ký: hãy sửa bản ấy.",
                "There is a version that is not signed: change that one.",
            )
        )

    @classmethod
    def not_signed_yet(cls) -> Self:
        return cls(
            Text("Bản này chưa ký: hãy sửa ngay trong bản.", "It is not signed: change it itself.")
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(Text("Hãy ghi lý do có bản mới.", "Say why there is a new version."))

    @classmethod
    def nothing_to_copy(cls, year: int) -> Self:
        return cls(
            Text(
                f"Năm {year} chưa có khối, cụm hay bộ tiêu chí nào để sao chép.",
                f"The year {year} has no blocs or criteria to copy.",
            )
        )
