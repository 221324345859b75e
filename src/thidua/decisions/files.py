"""The decision's paper as a file to take away."""

from django.http import HttpResponse

from thidua.decisions.models import Decision
from thidua.documents.blocks import Paper
from thidua.web.file_names import file_name
from thidua.web.paper_files import paper_download


def handed_out(paper: Paper, *, decision: Decision, extension: str) -> HttpResponse:
    """The paper as a download, one of `PAPER_FORMATS`. Raises PrintError."""
    return paper_download(paper, extension, name_of(decision))


def name_of(decision: Decision) -> str:
    """“Quyết định 09-QĐ-HU 2021 - Đảng bộ huyện Gia Lộc”."""
    number = f" {decision.number}" if decision.number else ""
    what = f"Quyết định{number}" if number else "Dự thảo quyết định"
    return file_name(f"{what} {decision.campaign.year}", decision.issuer.name)
