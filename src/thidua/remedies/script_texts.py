"""What the script of this room says."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

KEPT = ScriptTexts(
    "remedies_kept",
    {
        "cameBack": _("Đã lấy lại chữ viết dở lúc {time} trên máy này, chưa gửi."),
        "dropIt": _("Bỏ chữ viết dở"),
    },
)
