"""What the scripts of the room say."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

PROGRESS = ScriptTexts(
    "progress",
    {
        "saved": _("đã lưu trên máy {time}"),
        "savedOffline": _("đã lưu trên máy {time} · chưa có mạng"),
        "sending": _("đang gửi"),
        "waits": _("{task}: đã lưu trên máy {time} · chưa có mạng, tự gửi khi có mạng."),
        "wasRefused": _("{task}: chưa nhận. {reason}"),
        "unfinished": _("{task}: còn ghi nhận viết dở lúc {time}, chỉ trên máy này."),
        "open": _("Mở lại để viết tiếp"),
        "dropIt": _("Bỏ ghi nhận này"),
        "ended": _("Phiên đăng nhập đã hết. Ghi nhận còn trên máy, đăng nhập lại thì tự gửi."),
        "signIn": _("Đăng nhập lại"),
        "refused": _("Không nhận được ghi nhận này; phần đã viết còn trên máy."),
        "filesLost": _("Trình duyệt đã bỏ ảnh kèm theo: mở lại, chọn lại ảnh rồi gửi."),
        "takeAway": _("Bỏ tệp"),
        "caption": _("Chú thích"),
    },
)
