"""What the board's script says."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

BOARD = ScriptTexts(
    "board",
    {
        "undo": _("Hoàn tác"),
        "undone": _("Đã hoàn tác."),
        "lost": _("Mất kết nối: chưa ghi được. Hãy thử lại."),
        "changed": _("{number} dòng: {level}."),
    },
)
