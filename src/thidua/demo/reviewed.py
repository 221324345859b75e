"""How the accounts' commune reviewed a year that is over: reviews, meetings, opinions, remedies."""

from thidua.campaigns.models import Campaign
from thidua.demo.build import Province
from thidua.demo.departing import depart
from thidua.demo.graded import grade_everybody
from thidua.demo.handing_in import Tell
from thidua.demo.mended import mend_everybody
from thidua.demo.met import meet_everybody
from thidua.demo.results import YearResults
from thidua.demo.reviewed_year import ReviewedYear, reviewed_year
from thidua.demo.sent_up import send_everything
from thidua.demo.voted import vote_everybody
from thidua.demo.written import write_everybody
from thidua.language import Text
from thidua.meetings.past import seal_past


def review_everybody(
    province: Province, campaign: Campaign, results: YearResults, *, tell: Tell
) -> ReviewedYear:
    """Write it whole: before the year is rated, for what counts of the opinions is rated."""
    tell(Text(f"Kiểm điểm năm {campaign.year}", f"The review of {campaign.year}"), 0, 0)
    year = reviewed_year(province, campaign, results, province.staffs)
    write_everybody(year)
    meet_everybody(year)
    grade_everybody(year)
    mend_everybody(year)
    vote_everybody(year)
    seal_past(campaign)
    depart(year)
    send_everything(year)
    return year
