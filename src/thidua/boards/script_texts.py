"""What the board's scripts say."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

BOARD = ScriptTexts(
    "board",
    {
        "undo": _("Hoàn tác"),
        "undone": _("Đã hoàn tác."),
        "lost": _("Mất kết nối: chưa lưu được. Hãy thử lại."),
        "changed": _("{number} dòng: {level}."),
        "saved": _("Đã lưu lúc {time}"),
        "already": _("{name} đã xếp mức này theo mặc định: không cần chọn."),
        "marked": _("Đã đánh dấu {number}"),
    },
)
BOARD_FILTER = ScriptTexts("board_filter", {"without": _("{number} chi bộ không có ai khớp")})
