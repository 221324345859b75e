"""What the scripts of signing in say."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

PASSWORDS = ScriptTexts(
    "accounts",
    {
        "show": _("Hiện"),
        "hide": _("Ẩn"),
        "showTyped": _("Hiện chữ đang gõ"),
        "hideTyped": _("Ẩn chữ đang gõ"),
    },
)
PASSKEYS = ScriptTexts(
    "passkeys",
    {
        "NotAllowedError": _("Chưa xác nhận: đã dừng, hoặc đã quá lâu. Bấm lại để thử lần nữa."),
        "InvalidStateError": _("Máy này đã có khoá truy cập của tài khoản."),
        "SecurityError": _(
            "Trình duyệt không nhận khoá truy cập ở địa chỉ này: cần https và một tên miền."
        ),
        "NotSupportedError": _(
            "Máy này không tạo được khoá truy cập có vân tay, khuôn mặt hay mã PIN."
        ),
        "other": _("Chưa dùng được khoá truy cập. Hãy thử lại."),
        "none": _("Trình duyệt này, ở địa chỉ này, không dùng được khoá truy cập."),
        "confirmed": _("Đã xác nhận. Bây giờ bấm nút bên dưới."),
    },
)
"""The first ones by the browser's names of its faults."""
