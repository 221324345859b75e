"""Which file of the forms is asked for."""

from django import forms

from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField


class FileQuery(QueryForm):
    """`form`: its id; `format`; `subject`: a person's or organisation's code, "" all; `meeting`:
    of those whom this meeting deals with.
    """

    form = WordField(("01", "02", "03", "04", "05"))
    format = WordField(("docx", "pdf"))
    subject = WordsField(max_length=40)
    meeting = forms.IntegerField(required=False, min_value=1)


class ArchiveForm(forms.Form):
    """As what the papers in the ZIP are made."""

    format = forms.ChoiceField(choices=[("pdf", "PDF"), ("docx", "Word")])
