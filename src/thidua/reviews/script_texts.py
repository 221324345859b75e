"""What the scripts of the room say."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

WRITING = ScriptTexts(
    "reviews_writing",
    {
        "kept": _("Đã lưu trên máy lúc {time}"),
        "keptOffline": _("Đã lưu trên máy lúc {time} · chưa có mạng, tự gửi khi có mạng"),
        "notSaved": _("Chưa lưu được lên máy chủ; phần đã viết còn trên máy này"),
        "waits": _("đã lưu trên máy lúc {time}, tự gửi khi có mạng."),
        "compare": _("So hai bản"),
        "ended": _("Phiên đăng nhập đã hết. Phần đã viết còn trên máy, đăng nhập lại thì tự gửi."),
        "signIn": _("Đăng nhập lại"),
        "noLine": _("Chưa có mạng: đưa vào được khi có mạng; phần đã viết còn trên máy"),
    },
)
