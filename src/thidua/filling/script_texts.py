"""What the script of the page says."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

FILLING = ScriptTexts("filling", {"lost": _("Mất kết nối: ô vừa nhập chưa lưu. Hãy thử lại.")})
