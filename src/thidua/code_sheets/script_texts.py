"""What the script of handing over says."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

HAND_OVER = ScriptTexts("hand_over", {"confirm": _("Xác nhận đã trao tận tay {number} mã")})
