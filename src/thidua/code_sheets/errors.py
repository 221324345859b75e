"""What can go wrong with codes on paper, said to whoever tried."""

from thidua.errors import RefusedError
from thidua.language import Text


class CodeSheetError(RefusedError):
    """Something about a sheet of codes was refused."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(Text(vi, en))

    @classmethod
    def nobody_chosen(cls) -> "CodeSheetError":
        return cls("Hãy đánh dấu ít nhất một đảng viên.", "Tick at least one member.")

    @classmethod
    def not_for_them(cls) -> "CodeSheetError":
        return cls(
            "Trong danh sách có người không in mã được nữa: hãy tải lại trang rồi chọn lại.",
            "The list has somebody for whom no code is printed any more: load the page again.",
        )

    @classmethod
    def printed_meanwhile(cls) -> "CodeSheetError":
        return cls(
            "Một tờ mã của chi bộ này vừa được in. Hãy tải lại trang: in nữa là thu hồi mã vừa in.",
            "A sheet of this cell was printed a moment ago. Load the page again: another print "
            "revokes those codes.",
        )

    @classmethod
    def no_secretary(cls) -> "CodeSheetError":
        return cls(
            "Chưa in được: chưa có bí thư chi bộ nào khác người in đăng nhập được để xác nhận đã "
            "trao. Hãy đề nghị quản trị tài khoản cấp tài khoản cho bí thư trước.",
            "Nothing is printed: no secretary of this cell, other than who prints, can sign in to "
            "confirm. Ask the administrator of accounts for the secretary's account first.",
        )

    @classmethod
    def asked_already(cls) -> "CodeSheetError":
        return cls(
            "Đã đề nghị tờ mã cho chi bộ này, quản trị tài khoản chưa in.",
            "A sheet for this cell is asked for already and not printed yet.",
        )

    @classmethod
    def asked_no_more(cls) -> "CodeSheetError":
        return cls("Đề nghị này đã được in hoặc đã rút.", "This request is printed or taken back.")

    @classmethod
    def not_waiting(cls) -> "CodeSheetError":
        return cls(
            "Trong số vừa đánh dấu có mã không còn chờ trao: hãy tải lại trang.",
            "One of the codes ticked no longer waits to be handed over: load the page again.",
        )

    @classmethod
    def own_print(cls) -> "CodeSheetError":
        return cls(
            "Người in, người đề nghị tờ mã không tự xác nhận; không ai xác nhận mã của mình.",
            "Whoever printed or asked for a sheet does not confirm it; nobody confirms their own "
            "code.",
        )

    @classmethod
    def printer_may_not_any_more(cls) -> "CodeSheetError":
        return cls(
            "Người in tờ mã không còn quyền in: hãy đề nghị cấp uỷ in tờ khác.",
            "Whoever printed this sheet may not any more: ask the committee for another.",
        )

    @classmethod
    def used_already(cls) -> "CodeSheetError":
        return cls(
            "Mã này đã dùng nên không thu hồi được. Nếu không phải đồng chí ấy dùng, hãy báo ngay "
            "quản trị tài khoản đóng tài khoản.",
            "This code was used and cannot be revoked. If somebody else used it, have the "
            "administrator close the account at once.",
        )

    @classmethod
    def opens_nothing(cls) -> "CodeSheetError":
        return cls(
            "Mã này không dùng được. Có thể gõ nhầm, bí thư chưa xác nhận đã trao, mã đã dùng, đã "
            "thu hồi hoặc hết hạn: xem lại từng chữ trên dải giấy, rồi hỏi bí thư chi bộ.",
            "This code opens nothing. It may be mistyped, not confirmed yet, used, revoked or "
            "expired: compare it with your strip, then ask the secretary of your cell.",
        )
