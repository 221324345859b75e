"""What is written of a template."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.attachments.inspecting import Sent
from thidua.form_templates.models import LONGEST_NOTE
from thidua.web.forms import WordsField


class TemplateForm(forms.Form):
    """A new version."""

    file = forms.FileField(label=_("Tệp Word (.docx)"), required=False)
    note = WordsField(label=_("Khác gì bản trước"), max_length=LONGEST_NOTE)

    def sent(self) -> Sent | None:
        """The file, where one was sent."""
        file = self.cleaned_data["file"]
        return Sent(file) if file else None


class VersionForm(forms.Form):
    """A version by its number."""

    version = forms.IntegerField(min_value=1, max_value=32_767)
