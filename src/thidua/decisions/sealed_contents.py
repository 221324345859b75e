"""What the chain asks of issued decisions: their contents put together again from their parts, what
of them speaks otherwise now, and what was issued before there were seals.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q, Subquery

from thidua.decisions.models import Decision
from thidua.decisions.sealed_models import IssuedDecision
from thidua.errors import listed
from thidua.language import Text
from thidua.numbers import in_both
from thidua.seals.canonical import canonical
from thidua.seals.models import Link
from thidua.seals.sources import Content, Erased, SealedKind
from thidua.vocabulary import DecisionStatus

KIND = "decision"
"""The kind's name in the chain, for ever."""

_DIGEST = "encode(sha256(l.salt || convert_to(l.content, 'UTF8')), 'hex')"
_LEAVES = f"""
    SELECT l.issue_id, CASE WHEN l.erased_on IS NULL THEN {_DIGEST} ELSE l.digest END
    FROM decisions_sealedlevel l WHERE l.issue_id = ANY(%s)
"""  # noqa: S608 - pieces of our own
_WRONG_LEAVES = f"""
    SELECT coalesce(l.content::jsonb -> 'subject' ->> 'code', ''), l.id
    FROM decisions_sealedlevel l
    WHERE l.issue_id = %s AND l.erased_on IS NULL AND {_DIGEST} <> l.digest ORDER BY 1, 2
"""  # noqa: S608
# What stands in the rows beside a content, and what the decisions hold now. A level that left its
# decision by itself, with a reason (`ReopenedLevel`), is missing there by right.
_DIFFERING = """
    WITH newest AS (
        SELECT DISTINCT ON (n.decision_id) n.id, n.decision_id, n.issued_at
        FROM decisions_issueddecision n WHERE n.decision_id = ANY(%(decisions)s)
        ORDER BY n.decision_id, n.issue DESC
    ), sealed AS (
        SELECT n.id, l.subject_type, l.level, nullif(l.content, '')::jsonb AS said,
               l.erased_on IS NOT NULL AS erased,
               coalesce(l.person_id, 0) AS person, coalesce(l.organisation_id, 0) AS place,
               EXISTS (
                   SELECT 1 FROM decisions_reopenedlevel g
                   JOIN roster_rosterentry e ON e.id = g.roster_entry_id
                   WHERE g.decision_id = n.decision_id AND g.reopened_at > n.issued_at
                       AND e.subject_type = l.subject_type
                       AND (l.person_id IS NULL OR e.person_id = l.person_id)
                       AND (l.organisation_id IS NULL OR e.organisation_id = l.organisation_id)
               ) AS gone
        FROM newest n JOIN decisions_decision d ON d.id = n.decision_id AND d.status = 'issued'
        JOIN decisions_sealedlevel l ON l.issue_id = n.id
    ), live AS (
        SELECT n.id, e.subject_type, i.level, i.reached_low, i.reached_high, i.reason, e.code,
               CASE WHEN e.subject_type IN ('member', 'leader') THEN e.person_id ELSE 0 END
                   AS person,
               CASE e.subject_type WHEN 'member' THEN 0 ELSE e.organisation_id END AS place
        FROM newest n JOIN decisions_decision d ON d.id = n.decision_id AND d.status = 'issued'
        JOIN decisions_decisionitem i ON i.decision_id = d.id
        JOIN roster_rosterentry e ON e.id = i.roster_entry_id
    )
    SELECT n.decision_id, coalesce(s.said -> 'subject' ->> 'code', v.code)
    FROM sealed s FULL JOIN live v ON v.id = s.id AND v.subject_type = s.subject_type
        AND v.person = s.person AND v.place = s.place
    JOIN newest n ON n.id = coalesce(s.id, v.id)
    WHERE NOT coalesce(s.erased, false) AND NOT (coalesce(s.gone, false) AND v.id IS NULL)
        AND (s.level, s.said ->> 'level',
           s.said -> 'reached' -> 0, s.said -> 'reached' -> 1, s.said ->> 'reason')
        IS DISTINCT FROM (v.level, v.level, to_jsonb(v.reached_low), to_jsonb(v.reached_high),
           v.reason::text)
    ORDER BY 1, 2
"""


class Seal(NamedTuple):
    """The link of a decision's newest issue, whose hash covers every link before it, and the head
    of the chain as it is now.
    """

    link: Link
    head: Link


def seal_of(decision: Decision) -> Seal | None:
    """None for drafts, reopened ones, and those issued before there were seals. One question."""
    if decision.status != DecisionStatus.ISSUED:
        return None
    newest = IssuedDecision.objects.filter(decision=decision.pk).order_by("-issue")
    own = Q(position=Subquery(newest.values("position")[:1]))
    head = Q(position=Subquery(Link.objects.order_by("-position").values("position")[:1]))
    links = list(Link.objects.filter(own | head).order_by("position"))
    if not links or links[0].kind != KIND or _decision_of(links[0].key) != decision.pk:
        return None
    return Seal(links[0], links[-1])


def _decision_of(key: str) -> int:
    return int(key.partition(".")[0])


def with_leaves(said: Mapping[str, object], digests: Iterable[str]) -> bytes:
    """The content that is sealed: what the decision says, over the sorted digests of its levels."""
    return canonical({**said, "leaves": sorted(digests)})


def bases_digest(bases: str, salt: bytes | memoryview) -> str:
    """How a content speaks of the lines that the decision rests on: they may name somebody."""
    return hashlib.sha256(bytes(salt) + canonical(bases)).hexdigest()


def _read(keys: Sequence[str]) -> Mapping[str, Content | Erased]:
    issues = _issues(keys)
    leaves = _leaves([issue.pk for issue in issues])
    return {
        issue.key: Content(
            with_leaves(
                {**issue.said, "bases": bases_digest(issue.bases, issue.salt)}, leaves[issue.pk]
            ),
            bytes(issue.salt),
        )
        for issue in issues
    }


def _issues(keys: Iterable[str]) -> list[IssuedDecision]:
    decisions = {key.partition(".")[0] for key in keys}
    wanted = set(keys)
    found = IssuedDecision.objects.filter(decision__in=[int(one) for one in decisions])
    return [issue for issue in found if issue.key in wanted]


def _leaves(issues: Sequence[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_LEAVES, [list(issues)])
        for issue, digest in cursor.fetchall():
            found[issue].append(digest)
    return found


def _why(key: str) -> Text | None:
    """Whose level in a decision was changed, by codes; None: none, so it is the decision itself."""
    issue = next(iter(_issues([key])), None)
    if issue is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_WRONG_LEAVES, [issue.pk])
        codes = [code or f"#{pk}" for code, pk in cursor.fetchall()]
    if not codes:
        return None
    return _LEVELS_CHANGED.format(number=issue.said.get("number", ""), codes=listed(codes))


def _changed(keys: Sequence[str]) -> Mapping[str, Text]:
    newest: dict[int, IssuedDecision] = {}
    for issue in sorted(_issues(keys), key=lambda one: one.issue):
        newest[issue.decision_id] = issue
    codes: dict[int, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERING, {"decisions": list(newest)})
        for decision, code in cursor.fetchall():
            codes[decision].append(code)
    return {
        newest[decision].key: _DIFFERS.format(
            number=newest[decision].said.get("number", ""), codes=listed(whose)
        )
        for decision, whose in codes.items()
    }


def _named(key: str) -> str:
    issue = next(iter(_issues([key])), None)
    return str(issue.said.get("number", "")) if issue is not None else ""


def _before() -> Text | None:
    """Decisions of years that were issued before there were seals."""
    rows = (
        Decision.objects.exclude(status=DecisionStatus.DRAFT)
        .filter(issues=None)
        .order_by("campaign__year")
        .values_list("campaign__year")
        .annotate(number=Count("pk"))
    )
    by_year = dict(rows)
    if not by_year:
        return None
    return _BEFORE.format(
        number=in_both(sum(by_year.values())), years=", ".join(str(year) for year in by_year)
    )


_LEVELS_CHANGED = Text(
    "trong quyết định số {number}, mức của {codes} đã bị sửa sau khi niêm phong",
    "in decision no. {number} the level of {codes} was changed after it was sealed",
)
_DIFFERS = Text(
    "quyết định số {number}, mức của {codes}", "decision no. {number}, the level of {codes}"
)
_BEFORE = Text(
    "{number} quyết định xếp loại (năm {years}) ban hành trước khi phần mềm có niêm phong nên "
    "không có trong chuỗi",
    "{number} rating decisions (of {years}) were issued before the product had seals and are not "
    "in the chain",
)
DECISIONS = SealedKind(
    KIND,
    Text("quyết định xếp loại", "rating decision"),
    _read,
    why=_why,
    changed=_changed,
    before=_before,
    named=_named,
)
