"""A paper as a file to take away: Word or PDF, with its name."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse

from thidua.documents.blocks import Paper
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.web.file_names import disposition

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPER_FORMATS: Mapping[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (as_word, WORD),
    "pdf": (as_pdf, "application/pdf"),
}
"""By the ending of the name: what makes it, and its type."""


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Bytes under a name with its ending."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = disposition(name)
    return response


def paper_download(paper: Paper, extension: str, name: str) -> HttpResponse:
    """A paper in one of `PAPER_FORMATS`, under a name without its ending. Raises PrintError."""
    make, content_type = PAPER_FORMATS[extension]
    return download(make(paper), content_type, f"{name}.{extension}")
