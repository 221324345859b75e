"""What people write on the pages of boards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.forms import WordsField

LONGEST_REASON = 2_000


class ReasonForm(forms.Form):
    """Why a level deviates, why a proposal is sent back, how that is answered."""

    reason = WordsField(label=_("Lý do"), max_length=LONGEST_REASON)
