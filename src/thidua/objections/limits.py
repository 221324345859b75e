"""What the verification of an upheld objection shows can become a remedy of the unit that wrote
what was wrong: never of whoever objected, whom it does not name.
"""

from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.language import speaking
from thidua.objections.models import Objection, State
from thidua.objections.queries import one_visible
from thidua.objections.rights import is_objector
from thidua.remedies.models import Source
from thidua.remedies.origins import Names, Origin, way_to_raise
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType

ROOM = "khieu-nai"


def way_to_name(user: User, objection: Objection) -> str:
    """Where whoever reads it from above names the unit's limit; "": not upheld, or not theirs."""
    if objection.state != State.UPHELD or is_objector(user, objection):
        return ""
    about = (objection.roster_entry.organisation, None)
    return way_to_raise(user, objection.campaign, about, Source.OBJECTION, objection.pk, room=ROOM)


def _read(user: User, campaign: Campaign, pk: int) -> Origin | None:
    """Once it is upheld; the limit is for whoever names it to write."""
    objection = one_visible(user, campaign, pk)
    if objection is None or not way_to_name(user, objection):
        return None
    unit = SubjectKey(
        SubjectType.ORGANISATION, organisation_id=objection.roster_entry.organisation_id
    )
    with speaking("vi"):
        words = _("Khiếu nại được chấp nhận, trả lời ngày {day}").format(
            day=f"{objection.answered_on:%d/%m/%Y}"
        )
    return Origin(unit, "", words)


LIMITS = Names(Source.OBJECTION, _read, ROOM)
