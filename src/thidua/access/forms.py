"""What the addresses of this room narrow to."""

from django import forms

from thidua.web.queries import QueryForm, SearchField, WordField


class ExportsQuery(QueryForm):
    """The log of exports: who exported, or the code of a person that they were about; a year."""

    q = SearchField()
    year = forms.IntegerField(required=False, min_value=1, max_value=9999)


class PreparedQuery(QueryForm):
    """`another`: led here because another file is under way."""

    another = WordField(("1",))
