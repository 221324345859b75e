"""The decision's paper as a file to take away."""

from collections.abc import Callable

from django.http import HttpResponse

from thidua.decisions.models import Decision
from thidua.documents.blocks import Paper
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.web.file_names import disposition, file_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (as_word, WORD),
    "pdf": (as_pdf, "application/pdf"),
}


def handed_out(paper: Paper, *, decision: Decision, extension: str) -> HttpResponse:
    """The paper as a download, one of `FILES`. Raises PrintError."""
    make, content_type = FILES[extension]
    response = HttpResponse(make(paper), content_type=content_type)
    response["Content-Disposition"] = disposition(f"{name_of(decision)}.{extension}")
    return response


def name_of(decision: Decision) -> str:
    """“Quyết định 09-QĐ-HU 2021 - Đảng bộ huyện Gia Lộc”."""
    number = f" {decision.number}" if decision.number else ""
    what = f"Quyết định{number}" if number else "Dự thảo quyết định"
    return file_name(f"{what} {decision.campaign.year}", decision.issuer.name)
