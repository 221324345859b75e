"""Empty workbooks to fill in."""

from collections.abc import Sequence
from pathlib import Path

from thidua.campaigns.models import Campaign
from thidua.exchange.books import Book, workbook
from thidua.frameworks.binding import bound_frameworks, library_now
from thidua.frameworks.errors import NotBoundError
from thidua.language import current_language
from thidua.rulebook.framework import Framework
from thidua.vocabulary import SubjectType
from thidua.workbooks import write_template

EARLIER_YEARS = 4
"""Awards for five years running look at this year and four before it."""


def template(kind: Book | str, path: Path | str, *, year: int | None = None) -> Path:
    """Write one of the six workbooks empty, with its explanations. Returns where it was written.

    The columns of facts are those of the year's bound frameworks, else of the newest frameworks
    there are. Raises UnknownKindError."""
    book = Book.named(str(kind))
    campaigns = Campaign.objects.all() if year is None else Campaign.objects.filter(year=year)
    campaign = campaigns.first()
    frameworks = _frameworks(campaign) if book is Book.FACTS else ()
    last = year or (campaign.year if campaign else None)
    years = [str(earlier) for earlier in range(last - EARLIER_YEARS, last)] if last else []
    spec = workbook(book, frameworks, given_out=True)
    open_ids = {sheet.id: years for sheet in spec.sheets if sheet.open_columns}
    write_template(spec, path, language=current_language(), open_ids=open_ids)
    return Path(path)


def _frameworks(campaign: Campaign | None) -> Sequence[Framework]:
    if campaign is not None:
        try:
            return list(bound_frameworks(campaign).values())
        except NotBoundError:
            pass
    newest: dict[str, Framework] = {}
    for framework in sorted(library_now(), key=lambda known: known.in_force.from_):
        newest[framework.subject.value] = framework
    return [newest[kind.value] for kind in SubjectType if kind.value in newest]
