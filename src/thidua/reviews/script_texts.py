"""What the scripts of the room say."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

WRITING = ScriptTexts(
    "reviews_writing",
    {
        "kept": _("Đã lưu trên máy lúc {time}"),
        "keptOffline": _("Đã lưu trên máy lúc {time} · chưa có mạng, tự gửi khi có mạng"),
        "notSaved": _("Chưa lưu được lên máy chủ; phần đã viết còn trên máy này"),
        "compare": _("So hai bản"),
        "ended": _("Phiên đăng nhập đã hết. Phần đã viết còn trên máy, đăng nhập lại thì tự gửi."),
        "signIn": _("Đăng nhập lại"),
        "noLine": _("Chưa có mạng: đưa vào được khi có mạng; phần đã viết còn trên máy"),
    },
)

KEPT = ScriptTexts(
    "reviews_kept",
    {
        "waits": _("đã lưu trên máy lúc {time}, tự gửi khi có mạng."),
        "notSaved": _("Chưa lưu được lên máy chủ; phần đã viết còn trên máy này"),
        "closed": _("bản này đã gửi; đoạn viết lúc {time} còn trên máy này, mở ra để xem."),
        "left": _(
            "Trên máy này còn đoạn viết lúc {time} ở mục “{title}” mà bản đã gửi không có. "
            "Rút lại được thì đoạn này vào lại mục ấy; không thì chép lại để nói tại hội nghị."
        ),
        "copy": _("Chép đoạn này"),
        "copied": _("Đã chép"),
        "notCopied": _("Trình duyệt không cho chép"),
        "drop": _("Bỏ đoạn này"),
    },
)
"""Of what was typed here under headings and did not arrive."""
