"""Paper slips as PDF: one for each on the list, alike, without a name or a number; two an A4 page
to be cut, or one where the list is long.
"""

from pathlib import Path

from django.conf import settings

from thidua.ballots.models import Ballot
from thidua.ballots.showing.options import Options
from thidua.documents.typesetting import typeset
from thidua.language import speaking
from thidua.organisations.names import committee_name
from thidua.web.clock import shown

TEMPLATE = Path(__file__).parent / "slip.typ"
ON_HALF_A_PAGE = 9
"""So many lines fit on half a page; the heads of the table take the rest."""


def slips_as_pdf(ballot: Ballot) -> bytes:
    """Raises PrintError."""
    with speaking("vi"):
        options = Options(ballot)
        candidates = [one.label for one in ballot.candidates.order_by("no")]
        own = "" if options.rule.self_vote else "Không bỏ phiếu cho chính mình: để trắng dòng ấy."
        return typeset(
            TEMPLATE,
            {
                "unit": committee_name(ballot.organisation),
                "title": ballot.title,
                "day": f"{shown(ballot.prepared_at):%d/%m/%Y}",
                "options": options.words,
                "candidates": candidates,
                "number": ballot.voters.filter(struck="").count(),
                "a_page": 2 if len(candidates) <= ON_HALF_A_PAGE else 1,
                "own": own,
                "demo": settings.DEMO,
            },
        )
