"""Sealing what is issued: every subject's level as a leaf, the decision over its leaves as a link.

Called inside the transaction of issuing, as the last thing there. The first issue of a decision
stays for ever beside the later ones."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from thidua.db.frames import copy_in_parts
from thidua.decisions.leaves import Gathered, Leaf, gather
from thidua.decisions.models import Decision, ReopenedLevel
from thidua.decisions.sealed_contents import KIND, bases_digest, with_leaves
from thidua.decisions.sealed_models import IssuedDecision, SealedLevel, SealedText
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.rulebook import Framework
from thidua.seals.canonical import canonical
from thidua.seals.chain import ToSeal, digest_of, seal_all
from thidua.seals.salts import new_salt, new_salts
from thidua.vocabulary import SubjectType
from thidua.web.clock import today

FORMAT = "thidua/decision/1"
_AT_ONCE = 2_000
_KEYS = """
    SELECT nextval(pg_get_serial_sequence('decisions_issueddecision', 'id'))
    FROM generate_series(1, %s)
"""


def seal_issued(decisions: Sequence[Decision]) -> None:
    """Seal these decisions of one year, which hold their items and are issued."""
    if not decisions:
        return
    campaign = decisions[0].campaign
    issues = _next_issues(decisions)
    keys = {decision.pk: f"{decision.pk}.{issues[decision.pk]}" for decision in decisions}
    gathered = gather(campaign, keys, _texts(bound_frameworks(campaign)))
    rows = _issues(decisions, issues)
    digests = _write_levels(gathered, {row.decision_id: row.pk for row in rows})
    _write_issues(rows, digests)


def erase(levels: Iterable[SealedLevel], *, rule: Text) -> int:
    """Take content and salt of sealed levels away by a rule, which is named ever after; their
    digests stay, so that everybody else's can be verified. Returns how many there were.

    Who may, and by which rule, is asked by whoever calls.
    """
    keys = [level.pk for level in levels]
    return SealedLevel.objects.filter(pk__in=keys, erased_on=None).update(
        content="", salt=b"", erased_on=today(), erased_rule=f"{rule.vi}\n{rule.en}"
    )


def _next_issues(decisions: Sequence[Decision]) -> dict[int, int]:
    known = dict(
        IssuedDecision.objects.filter(decision__in=[one.pk for one in decisions])
        .order_by()
        .values_list("decision")
        .annotate(last=Max("issue"))
    )
    return {one.pk: known.get(one.pk, 0) + 1 for one in decisions}


def _texts(
    frameworks: Mapping[SubjectType, Framework],
) -> dict[SubjectType, tuple[Framework, str]]:
    """Each kind's framework with the hash under which its whole text is kept."""
    found = {}
    for kind, framework in frameworks.items():
        text = framework.to_yaml()
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        SealedText.objects.bulk_create(
            [SealedText(sha256=sha256, text=text)], ignore_conflicts=True
        )
        found[kind] = framework, sha256
    return found


def _issues(decisions: Sequence[Decision], issues: Mapping[int, int]) -> list[IssuedDecision]:
    """A row for each decision that is issued, its key drawn already: levels name it before it is
    written.
    """
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [len(decisions)])
        keys = [key for (key,) in cursor.fetchall()]
    return [
        IssuedDecision(
            pk=key,
            decision=one,
            issue=issues[one.pk],
            issued_at=now,
            salt=new_salt(),
            bases=one.bases,
        )
        for key, one in zip(keys, decisions, strict=True)
    ]


def _write_issues(rows: Sequence[IssuedDecision], digests: Mapping[int, Sequence[str]]) -> None:
    again = dict(
        ReopenedLevel.objects.filter(second__in=[row.decision_id for row in rows]).values_list(
            "second", "decision__number"
        )
    )
    for row in rows:
        content = _content(row) | {"again": again.get(row.decision_id, "")}
        row.content = canonical(content).decode()
    links = seal_all(
        ToSeal(KIND, row.key, with_leaves(row.said, digests.get(row.pk, [])), bytes(row.salt))
        for row in rows
    )
    for row, link in zip(rows, links, strict=True):
        row.position = link.position
    IssuedDecision.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _content(issued: IssuedDecision) -> dict[str, object]:
    """What the paper says of the decision itself."""
    decision = issued.decision
    supplements = decision.supplements
    return {
        "format": FORMAT,
        "year": decision.campaign.year,
        "key": issued.key,
        "issue": issued.issue,
        "number": decision.number,
        "decided_on": decision.decided_on.isoformat(),
        "issuer": decision.issuer.code,
        "issuer_name": decision.issuer.name,
        "signer_post": decision.signer_post,
        "covers": list(decision.covers),
        "tier": decision.tier,
        "supplements": supplements.number if supplements is not None else "",
        "bases": bases_digest(issued.bases, issued.salt),
    }


def _write_levels(gathered: Gathered, issues: Mapping[int, int]) -> dict[int, list[str]]:
    """Store a leaf for every subject; the digests by the key of the issue, which `issues` gives by
    the decision.
    """
    digests: dict[int, list[str]] = defaultdict(list)

    def parts() -> Iterator[pl.DataFrame]:
        leaves = iter(gathered)
        while part := list(islice(leaves, _AT_ONCE)):
            rows = [
                _row(leaf, salt, issues[leaf.decision_id])
                for leaf, salt in zip(part, new_salts(len(part)), strict=True)
            ]
            for row in rows:
                digests[row[0]].append(row[-1])
            yield pl.DataFrame(rows, schema=_LEVEL, orient="row").with_columns(
                erased_rule=pl.lit("")
            )

    copy_in_parts(SealedLevel._meta.db_table, [*_LEVEL, "erased_rule"], parts())
    return digests


_LEVEL: dict[str, pl.DataType | type[pl.DataType]] = {
    "issue_id": pl.Int64,
    "subject_type": pl.String,
    "person_id": pl.Int64,
    "organisation_id": pl.Int64,
    "level": pl.String,
    "content": pl.String,
    "salt": pl.String,
    "digest": pl.String,
}


def _row(leaf: Leaf, salt: bytes, issue: int) -> tuple[Any, ...]:
    digest = digest_of(leaf.content, salt)
    content, hexadecimal = leaf.content.decode(), f"\\x{salt.hex()}"
    return issue, *leaf[1:5], content, hexadecimal, digest
