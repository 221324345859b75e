"""Sending files: what the form takes. What is in the files is checked later, by the worker."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from thidua.accounts.actors import Grant
from thidua.exchange.actions import LONGEST_REASON, MOST_BYTES, MOST_FILES, Sent
from thidua.exchange.errors import UploadRefusedError
from thidua.web.forms import WordsField


class UndoForm(forms.Form):
    """Why a load is taken back."""

    reason = WordsField(label=_("Lý do hoàn tác"), max_length=LONGEST_REASON)


def sent_files(request: HttpRequest) -> list[Sent]:
    """The files of the form. A file over the limit is refused before it is read into memory."""
    files: Sequence[UploadedFile[Any]] = request.FILES.getlist("files")
    if len(files) > MOST_FILES:
        raise UploadRefusedError.too_many(MOST_FILES)
    for file in files:
        if (file.size or 0) > MOST_BYTES:
            raise UploadRefusedError.too_big(str(file.name), size=file.size or 0, most=MOST_BYTES)
    return [Sent(str(file.name), file.read()) for file in files]


def year_asked(request: HttpRequest, years: Iterable[int]) -> int | None:
    """The year chosen in the form, if it is one that there is."""
    asked = request.POST.get("year", "")
    return int(asked) if asked.isdecimal() and int(asked) in set(years) else None


def unit_asked(sent: Mapping[str, str], units: Sequence[Grant]) -> Grant | None:
    """The unit named by its code, if it is one of these; the first of them when none is named."""
    code = sent.get("unit", "")
    return next((unit for unit in units if code in ("", unit.organisation_code)), None)
