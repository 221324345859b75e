"""What the answer to a report of a wrong fact shows can become a remedy."""

from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.disputes.models import FactReport
from thidua.disputes.queries import report_for
from thidua.disputes.words import in_words
from thidua.language import speaking
from thidua.remedies.models import Source
from thidua.remedies.origins import Names, Origin
from thidua.roster.identity import key_of


def _read(user: User, campaign: Campaign, pk: int) -> Origin | None:
    """Once it is answered; the limit is for whoever names it to write."""
    report = report_for(user, pk)
    if report is None or report.is_open or report.roster_entry.campaign_id != campaign.pk:
        return None
    return Origin(key_of(report.roster_entry), "", _words(report))


def _words(report: FactReport) -> str:
    """“Phản ánh về Dự sinh hoạt, trả lời ngày 12/12/2021”: kept as it is, hence in Vietnamese."""
    with speaking("vi"):
        (worded,) = in_words([report], report.roster_entry.campaign)
        return _("Phản ánh về {what}, trả lời ngày {day}").format(
            what=worded.title, day=f"{report.answered_on:%d/%m/%Y}"
        )


LIMITS = Names(Source.OBJECTION, _read)
