"""What people send to the pages of the import. What is in the files is checked later, by the
worker.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.actors import Grant
from thidua.exchange.actions import LONGEST_REASON, MOST_BYTES, MOST_FILES, Sent
from thidua.exchange.errors import UploadRefusedError
from thidua.exchange.importer import Importer
from thidua.language import as_sentence
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField


class SeveralFiles(forms.FileInput):
    """A field of several files."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """The files as they came; those over the limits are refused before any is read into memory."""

    widget = SeveralFiles

    def clean(self, value: "Sequence[UploadedFile[Any]] | None") -> list[Sent]:
        files = value or ()
        if len(files) > MOST_FILES:
            raise ValidationError(as_sentence(UploadRefusedError.too_many(MOST_FILES)))
        for file in files:
            size = file.size or 0
            if size > MOST_BYTES:
                error = UploadRefusedError.too_big(str(file.name), size=size, most=MOST_BYTES)
                raise ValidationError(as_sentence(error))
        return [Sent(str(file.name), file.read()) for file in files]


class UploadForm(forms.Form):
    """Files, the year of what is in them, and the unit whose facts they bring.

    Without a year `year` is None; without a unit it is the first of the importer's, if any.
    """

    year = forms.IntegerField(label=_("Năm"), required=False)
    unit = WordsField(label=_("Đơn vị"), max_length=40)

    def __init__(
        self, sent: Any, files: "MultiValueDict[str, UploadedFile[Any]]", *, importer: Importer
    ) -> None:
        super().__init__(sent, files)
        # `files` is a form's own attribute, so the field of that name is not one of the class.
        self.fields = {"files": FilesField(required=False), **self.fields}
        self.importer = importer

    def clean_year(self) -> int | None:
        """One of the years that are open."""
        year: int | None = self.cleaned_data["year"]
        if year is not None and year not in self.importer.sendable:
            raise ValidationError(gettext("hãy chọn một năm có trong danh sách"))
        return year

    def clean_unit(self) -> Grant | None:
        """One of the importer's units; None for whoever loads everything."""
        unit = self.importer.unit(self.cleaned_data["unit"])
        if unit is None and not self.importer.whole:
            raise ValidationError(gettext("hãy chọn một đơn vị có trong danh sách"))
        return unit


class ConfirmForm(QueryForm):
    """Agreement to a preview, by its fingerprint; how many warnings were read that must be."""

    outcome = forms.CharField(required=False)
    warnings_read = forms.IntegerField(required=False)


class UndoForm(forms.Form):
    """Why a load is taken back."""

    reason = WordsField(label=_("Lý do hoàn tác"), max_length=LONGEST_REASON)


class PreviewQuery(QueryForm):
    """The sheet that is looked at, by its position, and what of it."""

    sheet = forms.IntegerField(required=False)
    part = WordField(("errors", "warnings", "changes"))


class FileQuery(QueryForm):
    """`marked=1`: the copy with its faulty cells marked."""

    marked = WordField(("1",))


class TemplateQuery(QueryForm):
    """`filled=1`: with what is stored now; `unit`: the code of the unit that fills it in."""

    filled = WordField(("1",))
    unit = forms.CharField(required=False)
