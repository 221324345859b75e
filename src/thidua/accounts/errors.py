"""What can go wrong with accounts, said to whoever tried."""

import datetime as dt

from thidua.errors import RefusedError
from thidua.language import Text


class AccountError(RefusedError):
    """Something about an account was refused."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(Text(vi, en))

    # Making accounts
    # ----------------------------------------------------------------------------------------------

    @classmethod
    def name_in_use(cls, username: str) -> "AccountError":
        return cls(
            f"Tên đăng nhập “{username}” đã có người dùng: hãy chọn tên khác.",
            f"The user name “{username}” is taken: choose another.",
        )

    @classmethod
    def bad_name(cls) -> "AccountError":
        return cls(
            "Tên đăng nhập gồm 2–40 chữ không dấu, chữ số, dấu chấm hoặc gạch; ví dụ: "
            "nguyenvanan, gialoc.01.",
            "A user name has 2–40 plain letters, digits, dots or dashes, such as nguyenvanan or "
            "gialoc.01.",
        )

    @classmethod
    def unknown_organisation(cls, code: str) -> "AccountError":
        return cls(
            f"Không có tổ chức nào mang mã “{code}”: xem mã trên trang Hệ thống tổ chức.",
            f"No organisation has the code “{code}”: see the codes on the page of the tree.",
        )

    @classmethod
    def unknown_person(cls, code: str) -> "AccountError":
        return cls(
            f"Không có đảng viên nào mang mã “{code}”: hãy hỏi chi bộ của người ấy.",
            f"No member has the code “{code}”: ask that person's cell.",
        )

    @classmethod
    def person_has_account(cls, username: str) -> "AccountError":
        return cls(
            f"Đảng viên này đã liên kết với tài khoản “{username}”; mỗi người một tài khoản.",
            f"This member already has the account “{username}”: one person, one account.",
        )

    @classmethod
    def no_province(cls) -> "AccountError":
        return cls(
            "Chưa có đảng bộ tỉnh: hãy nạp tệp tổ chức trước (thidua import).",
            "There is no province yet: load the organisations first (thidua import).",
        )

    @classmethod
    def not_in_demo_mode(cls) -> "AccountError":
        return cls(
            "Tài khoản trình diễn chỉ được tạo ở chế độ trình diễn (THIDUA_DEMO=1).",
            "Demo accounts are only made in demo mode (THIDUA_DEMO=1).",
        )

    @classmethod
    def nobody_to_play(cls) -> "AccountError":
        return cls(
            "Chưa có đảng viên nào trong danh sách năm ở một chi bộ xã: hãy nạp dữ liệu và chốt "
            "danh sách trước.",
            "No member of a commune's cell is on the roster: load the data and freeze the "
            "roster first.",
        )

    # Looking after them
    # ----------------------------------------------------------------------------------------------

    @classmethod
    def not_oneself(cls) -> "AccountError":
        return cls(
            "Người quản trị không tự làm việc này với tài khoản, hồ sơ của mình: hãy nhờ một "
            "người quản trị khác.",
            "Administrators do not do this to their own account or file: ask another "
            "administrator.",
        )

    @classmethod
    def identity_in_use(cls) -> "AccountError":
        return cls(
            "Định danh này đã liên kết với tài khoản khác.",
            "This identity is tied to another account.",
        )

    @classmethod
    def asked_already(cls) -> "AccountError":
        return cls(
            "Việc này đã được đề nghị và đang chờ người thứ hai: xem trang Đề nghị chờ đồng ý.",
            "This is asked for already and waits for a second person: see the requests waiting.",
        )

    @classmethod
    def answered_already(cls) -> "AccountError":
        return cls(
            "Đề nghị này đã được trả lời hoặc đã rút.", "This request is answered or taken back."
        )

    @classmethod
    def waited_too_long(cls) -> "AccountError":
        return cls(
            "Đề nghị này đã quá hạn chờ: người quản trị cần đề nghị lại.",
            "This request waited too long: an administrator asks again.",
        )

    @classmethod
    def asker_may_not_any_more(cls) -> "AccountError":
        return cls(
            "Người đề nghị không còn là quản trị tài khoản: hãy để một người quản trị khác đề "
            "nghị lại.",
            "Whoever asked no longer looks after accounts: let another administrator ask.",
        )

    @classmethod
    def not_by_paper(cls) -> "AccountError":
        return cls(
            "Tài khoản này có vai trò hoặc đã đóng nên mã trên giấy không đặt lại mật khẩu được: "
            "hãy nhờ quản trị tài khoản.",
            "This account holds a role or is closed, so a code on paper gives it no password: ask "
            "the administrator of accounts.",
        )

    @classmethod
    def reason_wanted(cls) -> "AccountError":
        return cls(
            "Hãy nêu lý do: lý do lưu trong lịch sử của tài khoản.",
            "Say why: the history keeps the reason.",
        )

    @classmethod
    def last_administrator(cls) -> "AccountError":
        return cls(
            "Đây là người quản trị cuối cùng: hãy cử thêm một người quản trị trước.",
            "This is the last administrator: appoint another one first.",
        )

    @classmethod
    def roles_apart(cls) -> "AccountError":
        return cls(
            "Quản trị tài khoản không đi cùng vai trò khác: người cấp quyền không dùng quyền. "
            "Hãy dùng hai tài khoản.",
            "Administration goes with no other role: whoever grants rights does not use them. "
            "Use two accounts.",
        )

    @classmethod
    def wrong_tier(cls, role: str, organisation: str) -> "AccountError":
        return cls(
            f"Vai trò “{role}” không thuộc cấp của {organisation}: hãy chọn tổ chức đúng cấp.",
            f"The role “{role}” does not belong to the tier of {organisation}: choose an "
            f"organisation of its tier.",
        )

    @classmethod
    def unknown_body(cls, code: str) -> "AccountError":
        return cls(
            f"Không có cơ quan phối hợp nào mang mã “{code}”: xem trang Cơ quan phối hợp.",
            f"No body beside the tree has the code “{code}”: see the page of these bodies.",
        )

    @classmethod
    def not_narrowed(cls, role: str) -> "AccountError":
        return cls(
            f"Vai trò “{role}” không giao riêng cho một cơ quan phối hợp được: hãy chọn vai trò "
            f"cán bộ, hoặc để trống cơ quan.",
            f"The role “{role}” is not narrowed to a body: choose an officer's role, or no body.",
        )

    @classmethod
    def body_of_another(cls, body: str, committee: str) -> "AccountError":
        return cls(
            f"{body} phối hợp với cấp uỷ của {committee}: hãy chọn tổ chức ấy.",
            f"{body} serves the committee of {committee}: choose that organisation.",
        )

    @classmethod
    def body_ends(cls, body: str, day: dt.date) -> "AccountError":
        return cls(
            f"{body} chỉ hoạt động đến hết ngày {day:%d/%m/%Y}: hãy chọn ngày cuối của vai trò "
            f"không sau ngày ấy.",
            f"{body} works until {day:%d/%m/%Y}: let the role end by then.",
        )

    @classmethod
    def already_holds(cls) -> "AccountError":
        return cls(
            "Tài khoản đã giữ vai trò này ở tổ chức này trong thời gian ấy.",
            "The account holds this role there at that time already.",
        )

    @classmethod
    def ends_before_start(cls) -> "AccountError":
        return cls(
            "Ngày cuối phải từ ngày đầu trở đi.", "The last day cannot come before the first."
        )

    # Lending a role
    # ----------------------------------------------------------------------------------------------

    @classmethod
    def not_lent(cls, role: str) -> "AccountError":
        return cls(f"Vai trò “{role}” không uỷ quyền được.", f"The role “{role}” cannot be lent.")

    @classmethod
    def not_a_colleague(cls) -> "AccountError":
        return cls(
            "Chỉ uỷ quyền cho người có vai trò hoặc chức vụ trong chính tổ chức ấy.",
            "A role is lent only to somebody with a role or a post in the same organisation.",
        )

    @classmethod
    def lent_to_nobody_who_looks_on(cls) -> "AccountError":
        return cls(
            "Trong những ngày ấy người nhận giữ vai trò giám sát hoặc quản trị tài khoản, nên "
            "không nhận uỷ quyền: hãy chọn người khác.",
            "During those days they are an auditor or an administrator of accounts, who are lent "
            "nothing: choose somebody else.",
        )

    @classmethod
    def lent_too_long(cls, last_day: dt.date) -> "AccountError":
        return cls(
            f"Uỷ quyền dài nhất 90 ngày và không quá ngày cuối của vai trò: đến "
            f"{last_day:%d/%m/%Y}.",
            f"A role is lent for 90 days at most, and not beyond its own last day: until "
            f"{last_day:%d/%m/%Y}.",
        )

    @classmethod
    def lent_in_the_past(cls) -> "AccountError":
        return cls(
            "Uỷ quyền bắt đầu từ hôm nay trở đi.", "A role is lent from today on, not before."
        )

    @classmethod
    def already_lent(cls) -> "AccountError":
        return cls(
            "Vai trò này đã uỷ quyền cho người ấy trong thời gian ấy.",
            "This role is lent to them at that time.",
        )

    # Tokens for programs
    # ----------------------------------------------------------------------------------------------

    @classmethod
    def token_wants_a_name(cls) -> "AccountError":
        return cls(
            "Hãy đặt tên cho mã, theo phần mềm sẽ dùng nó.",
            "Give the token a name: that of the program that will use it.",
        )

    @classmethod
    def token_days(cls, last_day: dt.date) -> "AccountError":
        return cls(
            f"Mã dùng từ hôm nay, lâu nhất một năm: đến {last_day:%d/%m/%Y}.",
            f"A token is good from today on and for a year at most: until {last_day:%d/%m/%Y}.",
        )

    @classmethod
    def token_cannot_choose(cls) -> "AccountError":
        return cls(
            "Tài khoản này không có vai trò nào được chọn mức: chỉ tạo được mã chỉ đọc.",
            "No role of this account chooses levels: only a token that reads can be made.",
        )

    @classmethod
    def token_wants_second_factor(cls) -> "AccountError":
        return cls(
            "Mã được chọn mức chỉ tạo được khi tài khoản đã bật xác thực hai bước.",
            "A token that may choose wants two-step sign-in to be on for this account.",
        )

    @classmethod
    def too_many_tokens(cls, most: int) -> "AccountError":
        return cls(
            f"Một tài khoản có nhiều nhất {most} mã đang dùng: hãy thu hồi bớt.",
            f"An account has {most} tokens in use at most: revoke some first.",
        )
