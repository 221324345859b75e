"""Which decisions the counts and caps of subjects rest on: of whose members and subordinates the
levels were counted, which unit and collective capped; how many of them no decision holds yet.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision
from thidua.decisions.sealed_models import IssuedDecision
from thidua.roster.levels import DECIDING
from thidua.vocabulary import SubjectType

_ORGANISATION, _COLLECTIVE = SubjectType.ORGANISATION.value, SubjectType.COLLECTIVE.value
_LED = f"('{_COLLECTIVE}', '{SubjectType.LEADER.value}')"
_RESTING = f"""
    WITH rated AS (
        SELECT r.id, r.subject_type, r.organisation_id
        FROM decisions_decisionitem i JOIN roster_rosterentry r ON r.id = i.roster_entry_id
        WHERE i.decision_id = ANY(%(decisions)s) AND r.subject_type <> '{SubjectType.MEMBER.value}'
    ), beside AS (
        SELECT r.id AS whose, 'members' AS what, e.id FROM rated r JOIN roster_rosterentry e
            ON e.campaign_id = %(campaign)s AND e.rated AND e.subject_type = '{SubjectType.MEMBER}'
            AND e.organisation_id = r.organisation_id AND r.subject_type = '{_ORGANISATION}'
        UNION ALL
        SELECT r.id, 'subordinates', e.id FROM rated r JOIN roster_rosterentry e
            ON e.campaign_id = %(campaign)s AND e.rated AND e.subject_type = '{_ORGANISATION}'
            AND e.parent_id = r.organisation_id AND r.subject_type = '{_ORGANISATION}'
        UNION ALL
        SELECT r.id, CASE e.subject_type WHEN '{_COLLECTIVE}' THEN 'collective' ELSE 'unit' END,
            e.id FROM rated r JOIN roster_rosterentry e
            ON e.campaign_id = %(campaign)s AND e.rated AND e.organisation_id = r.organisation_id
            AND e.subject_type IN ('{_ORGANISATION}', '{_COLLECTIVE}')
            AND e.subject_type <> r.subject_type AND r.subject_type IN {_LED}
    )
    SELECT b.whose, b.what, d.id, count(*)
    FROM beside b JOIN roster_rosterentry e ON e.id = b.id {DECIDING}
    GROUP BY b.whose, b.what, d.id ORDER BY b.whose, b.what, d.id NULLS LAST
"""  # noqa: S608 - pieces of our own


def rests_on(campaign: Campaign, decisions: Mapping[int, str]) -> dict[int, list[dict[str, Any]]]:
    """Per roster entry that one of these issued decisions holds: `what` (members, subordinates,
    unit, collective), `of` how many, `decision` (null: not decided then; `key`: null where it was
    issued before there were seals).
    """
    with connection.cursor() as cursor:
        cursor.execute(_RESTING, {"campaign": campaign.pk, "decisions": list(decisions)})
        rows = cursor.fetchall()
    told = _told({decision for _, _, decision, _ in rows if decision is not None}, decisions)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for whose, what, decision, number in rows:
        found[whose].append({"what": what, "of": number, "decision": told.get(decision)})
    return found


def _told(asked: set[int], being_issued: Mapping[int, str]) -> dict[int | None, dict[str, Any]]:
    """How a leaf names each decision."""
    keys = dict(being_issued)
    earlier = IssuedDecision.objects.filter(decision__in=asked - keys.keys()).order_by("issue")
    keys |= {one.decision_id: one.key for one in earlier}
    return {
        one.pk: {
            "key": keys.get(one.pk),
            "number": one.number,
            "on": one.decided_on.isoformat(),
            "by": one.issuer.name,
        }
        for one in Decision.objects.filter(pk__in=asked).select_related("issuer")
    }
