"""The files of a published year, made once when it is published: a reader never makes the server
draw anything.
"""

import datetime as dt
from dataclasses import dataclass

from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.language import speaking
from thidua.portal.card import as_card
from thidua.portal.open_data import as_csv, as_json
from thidua.portal.public_figures import PublicFigures
from thidua.portal.public_report import public_report
from thidua.reports.wording import long_day

REPORT_PDF, REPORT_WORD = "bao-cao.pdf", "bao-cao.docx"
DATA_CSV, DATA_JSON = "so-lieu.csv", "so-lieu.json"
CARD, CARD_ENGLISH = "anh.png", "anh-en.png"

CONTENT_TYPES = {
    REPORT_PDF: "application/pdf",
    REPORT_WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DATA_CSV: "text/csv; charset=utf-8",
    DATA_JSON: "application/json",
    CARD: "image/png",
    CARD_ENGLISH: "image/png",
}
"""Every file of a year; no other name is served."""


@dataclass(frozen=True)
class MadeFile:
    name: str
    body: bytes

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.name]


def make_files(figures: PublicFigures, *, published_on: dt.date) -> list[MadeFile]:
    """Every file of CONTENT_TYPES, from the sealed figures alone. Raises PrintError."""
    dated = ", ".join(filter(None, (figures.place, long_day(published_on).vi)))
    with speaking("vi"):
        report = public_report(figures, dated=dated)
        pdf, word = as_pdf(report), as_word(report)
    bodies = {
        REPORT_PDF: pdf,
        REPORT_WORD: word,
        DATA_CSV: as_csv(figures),
        DATA_JSON: as_json(figures),
        CARD: as_card(figures, language="vi"),
        CARD_ENGLISH: as_card(figures, language="en"),
    }
    return [MadeFile(name, bodies[name]) for name in CONTENT_TYPES]
