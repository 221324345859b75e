"""What the grid's script says."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

GRID = ScriptTexts(
    "opinions_grid",
    {
        "saved": _("Đã lưu từng ô, lúc {time}"),
        "saving": _("Đang lưu…"),
        "lost": _("Mất kết nối: chưa lưu được. Hãy thử lại."),
        "undone": _("Đã hoàn tác."),
        "nothing": _("Không còn gì để hoàn tác."),
        "undo": _("Hoàn tác"),
        "pasted": _("Đã dán {number} ô."),
        "several": _("Đang chọn {number} ô"),
    },
)
