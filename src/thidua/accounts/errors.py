"""What can go wrong with accounts, said to whoever tried."""

from thidua.language import Text


class AccountError(Exception):
    """An account could not be made; `text` says why and what would be right."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text

    def __str__(self) -> str:
        return str(self.text)

    @classmethod
    def name_in_use(cls, username: str) -> "AccountError":
        return cls(
            Text(
                f"Tên đăng nhập “{username}” đã có người dùng: hãy chọn tên khác.",
                f"The user name “{username}” is taken: choose another.",
            )
        )

    @classmethod
    def unknown_organisation(cls, code: str) -> "AccountError":
        return cls(
            Text(
                f"Không có tổ chức nào mang mã “{code}”: xem mã trên trang Hệ thống tổ chức.",
                f"No organisation has the code “{code}”: see the codes on the page of the tree.",
            )
        )

    @classmethod
    def no_province(cls) -> "AccountError":
        return cls(
            Text(
                "Chưa có đảng bộ tỉnh: hãy nạp tệp tổ chức trước (thidua import).",
                "There is no province yet: load the organisations first (thidua import).",
            )
        )

    @classmethod
    def not_in_demo_mode(cls) -> "AccountError":
        return cls(
            Text(
                "Tài khoản trình diễn chỉ được tạo ở chế độ trình diễn (THIDUA_DEMO=1).",
                "Demo accounts are only made in demo mode (THIDUA_DEMO=1).",
            )
        )

    @classmethod
    def nobody_to_play(cls) -> "AccountError":
        return cls(
            Text(
                "Chưa có đảng viên nào trong danh sách năm ở một chi bộ xã: hãy nạp dữ liệu và chốt danh sách trước.",
                "No member of a commune's cell is on the roster: load the data and freeze the roster first.",
            )
        )
