"""What can stand against an act of a committee's meeting, in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class CommitteeMeetingError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def under_way(cls) -> Self:
        return cls(
            Text(
                "cấp uỷ đang có một cuộc họp chưa kết thúc: vào cuộc họp ấy",
                "the committee has a meeting that has not ended: go there",
            )
        )

    @classmethod
    def nothing_to_decide(cls) -> Self:
        return cls(
            Text(
                "cấp uỷ này không còn ai chờ quyết định mức trong năm",
                "nobody waits for this committee to decide their level this year",
            )
        )

    @classmethod
    def nobody_called(cls) -> Self:
        return cls(
            Text(
                "chưa có ai trong thành phần họp: ghi họ tên các đồng chí cấp uỷ viên",
                "nobody is called: name the members of the committee",
            )
        )

    @classmethod
    def chair_is_not_there(cls) -> Self:
        return cls(
            Text(
                "người chủ trì phải là một người đang có mặt",
                "the chair has to be one of those who are there",
            )
        )

    @classmethod
    def ended(cls) -> Self:
        return cls(
            Text(
                "cuộc họp đã kết thúc, không ghi thêm được; còn việc thì mở cuộc họp khác",
                "the meeting has ended; open another one for what is left",
            )
        )

    @classmethod
    def adopted_already(cls) -> Self:
        return cls(
            Text(
                "các mức này đã được thông qua trong cuộc họp, không chuyển hay hoàn tác được nữa",
                "these levels were adopted in this meeting: nothing is moved or taken back",
            )
        )

    @classmethod
    def no_quorum(cls, there: int, needed: int) -> Self:
        return cls(
            Text(
                "có mặt {there}, cần {needed}: chưa đủ người để quyết định",
                "{there} are there, {needed} are needed: too few to decide",
            ).format(there=there, needed=needed)
        )

    @classmethod
    def more_votes_than_present(cls, votes: int, present: int) -> Self:
        return cls(
            Text(
                "ghi {votes} phiếu tán thành nhưng chỉ có {present} người có mặt",
                "{votes} votes are noted, but {present} are there",
            ).format(votes=votes, present=present)
        )

    @classmethod
    def no_majority(cls, votes: int, needed: int, called: int) -> Self:
        return cls(
            Text(
                "{votes} phiếu tán thành; cần ít nhất {needed} trong {called} cấp uỷ viên, nên "
                "không chuyển",
                "{votes} votes for it; at least {needed} of the {called} members of the committee "
                "are needed, so nothing changes",
            ).format(votes=votes, needed=needed, called=called)
        )

    @classmethod
    def no_reason(cls, name: str) -> Self:
        return cls(
            Text(
                "{name}: ghi lý do rồi lưu; lý do vào biên bản",
                "{name}: give the reason, then save; it goes into the minutes",
            ).format(name=name)
        )

    @classmethod
    def no_proposer(cls) -> Self:
        return cls(
            Text(
                "chọn người đề xuất trong số những người đang có mặt",
                "name who proposes it, one of those who are there",
            )
        )

    @classmethod
    def proposes_oneself(cls, name: str) -> Self:
        return cls(
            Text(
                "{name} không tự đề xuất chuyển mức của mình: chọn người đề xuất khác",
                "{name} does not propose their own level: name somebody else",
            ).format(name=name)
        )

    @classmethod
    def stands_there(cls, name: str) -> Self:
        return cls(
            Text("{name} đã ở mức này", "{name} stands at that level already").format(name=name)
        )

    @classmethod
    def not_here(cls) -> Self:
        return cls(
            Text(
                "trường hợp này không còn do cấp uỷ này quyết định: tải lại trang",
                "this committee does not decide about that subject any more: load the page again",
            )
        )

    @classmethod
    def not_exchanged(cls, name: str) -> Self:
        return cls(
            Text(
                "{name} không ở mức xuất sắc nên không đổi được: tải lại trang rồi chọn người khác",
                "{name} is not at outstanding and cannot be exchanged: load the page again",
            ).format(name=name)
        )

    @classmethod
    def moved_since(cls, name: str) -> Self:
        return cls(
            Text(
                "{name} đã được đổi mức sau lần chuyển này: xem mức hiện nay rồi chuyển lại",
                "{name} was changed after that move: look at the level now and move again",
            ).format(name=name)
        )

    @classmethod
    def undone_already(cls, name: str) -> Self:
        return cls(
            Text("lần chuyển {name} đã được hoàn tác", "that move of {name} was taken back").format(
                name=name
            )
        )

    @classmethod
    def changed_meanwhile(cls) -> Self:
        return cls(
            Text(
                "có thay đổi sau khi trang này được mở: xem lại rồi thông qua",
                "something changed since this page was opened: look again, then adopt",
            )
        )

    @classmethod
    def over_the_most(cls, pool: str, used: int, most: int) -> Self:
        return cls(
            Text(
                "{pool}: xuất sắc {used}, số tối đa {most}; chuyển bớt rồi thông qua",
                "{pool}: {used} outstanding, at most {most}; move some, then adopt",
            ).format(pool=pool, used=used, most=most)
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))
