"""What the script of a task's form says."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

REGISTRATIONS = ScriptTexts(
    "registrations",
    {
        "ended": _("Phiên làm việc đã hết: chữ vừa nhập còn trên máy này, đăng nhập lại là có."),
        "notSaved": _("Chưa lưu được: chữ vừa nhập còn trên máy này, hãy bấm Lưu."),
        "offline": _("Mất mạng: chữ vừa nhập còn trên máy này, có mạng thì lưu tiếp."),
        "unsaved": _("Phần nhập lúc {time} trên máy này chưa lưu được."),
        "takeAgain": _("Đưa lại vào ô"),
        "leaveIt": _("Không cần nữa"),
        "readAgain": _("Đọc lại"),
    },
)
