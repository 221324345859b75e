"""What the wall's script says."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

WALL = ScriptTexts(
    "wall",
    {
        "lost": _("Mất kết nối: chưa lưu được. Hãy thử lại."),
        "highest": _("Đã ở mức cao nhất."),
        "lowest": _("Đã ở mức thấp nhất."),
        "first": _("Đã chọn {name} để so sánh: chọn thêm một người."),
        "move": _("Chuyển mức của {name}"),
    },
)
