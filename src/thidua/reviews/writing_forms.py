"""What the writing page sends: the words of one heading, and where the writer stood."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField

LONGEST_SECTION = 20_000
"""Characters under one heading: some eight pages."""
LONGEST_CITE = 80


class SectionForm(forms.Form):
    """`revision` is that of the review as the writer saw it; `caret` where they stood (None: at the
    end); `cite` the fact to be brought in, `all` whether the page shows every fact.
    """

    text = WordsField(
        label=_("Nội dung của mục"),
        max_length=LONGEST_SECTION,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    caret = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    cite = WordsField(max_length=LONGEST_CITE)
    all = forms.BooleanField(required=False)


class FactsQuery(QueryForm):
    """Whether the page shows every fact of the year, or those of its heading."""

    ca = WordField(("1",))
