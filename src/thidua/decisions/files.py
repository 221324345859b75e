"""The decision's paper as a file to take away."""

from collections.abc import Callable

from django.http import HttpResponse

from thidua.decisions.models import Decision
from thidua.documents.blocks import Paper
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.workbooks import fold

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (as_word, WORD),
    "pdf": (as_pdf, "application/pdf"),
}


def handed_out(paper: Paper, *, decision: Decision, extension: str) -> HttpResponse:
    """The paper as a download, one of `FILES`. Raises PrintError."""
    make, content_type = FILES[extension]
    response = HttpResponse(make(paper), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(decision)}.{extension}"'
    return response


def file_name(decision: Decision) -> str:
    """“quyet-dinh-09-qd-hu-2021”: letters and digits that every system takes."""
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " " for letter in fold(decision.number)
    )
    return "-".join(["quyet-dinh", *(words.split() or ["du-thao"]), str(decision.campaign.year)])
