"""What the script of the reading page says."""

from django.utils.translation import gettext_lazy

from thidua.web.scripts import ScriptTexts

READING = ScriptTexts(
    "reading",
    {
        "some": gettext_lazy("Nhận {accepted} mục, trả lại {returned}, còn {left} mục chờ đọc"),
        "all": gettext_lazy("Nhận {accepted} mục, trả lại {returned}"),
        "short": gettext_lazy(": nhận {accepted}, trả {returned}"),
    },
)
