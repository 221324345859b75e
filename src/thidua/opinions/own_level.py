"""The level that somebody proposes for themself, as the meeting shows it beside their name."""

from thidua.campaigns.models import Campaign
from thidua.opinions.models import Opinion
from thidua.opinions.reading import columns_of
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import Level, OpinionKind


def own_level_in_words(campaign: Campaign, key: SubjectKey) -> str:
    """In the reader's language; "": none is proposed. One question."""
    found = Opinion.objects.filter(
        campaign=campaign, kind=OpinionKind.SELF, level__isnull=False, **columns_of(key)
    )
    code = found.values_list("level", flat=True).first()
    return str(Level.from_code(code).short) if code else ""
