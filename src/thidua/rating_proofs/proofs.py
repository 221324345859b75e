"""The proof of one subject's rating: every sealed decision about it in a year with all it rests on,
as one file that the shipped script (`rate_again.py`) checks without us.

It names its subject and no other person."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from thidua.campaigns.models import Campaign
from thidua.decisions.sealed_contents import KIND
from thidua.decisions.sealed_models import SealedLevel, SealedText
from thidua.frameworks.binding import framework_by_fingerprint
from thidua.language import Text
from thidua.rating_proofs.errors import ProofError
from thidua.rating_proofs.words import words
from thidua.roster.identity import SubjectKey, key_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation, explain
from thidua.seals.canonical import canonical
from thidua.seals.models import Link

FORMAT = "thidua/rating-proof/1"
SCRIPT = Path(__file__).parent / "rate_again.py"
"""Rates again: standard library and PyYAML, nothing of ours."""
_ABOUT = {
    "vi": "Mọi căn cứ của một mức xếp loại: dữ kiện, quy định, quyết định, niêm phong. Kiểm tra: "
    "python rate_again.py TỆP",
    "en": "Everything that one rating rests on: facts, rules, decisions, seals. Check it: "
    "python rate_again.py FILE",
}


def sealed_levels(campaign: Campaign, key: SubjectKey) -> list[SealedLevel]:
    """What decisions of the year set for a subject, the first one first."""
    found = SealedLevel.objects.filter(
        issue__decision__campaign=campaign,
        subject_type=key.subject_type.value,
        person_id=key.person_id,
        organisation_id=key.organisation_id,
    )
    return list(found.select_related("issue").order_by("issue__position"))


def has_proof(entry: RosterEntry) -> bool:
    """Whether there is anything to prove: a sealed level that no rule erased."""
    return any(level.erased_on is None for level in sealed_levels(entry.campaign, key_of(entry)))


def proof_of(entry: RosterEntry) -> bytes:
    """The file, canonical. Raises ProofError where no decision about the subject is sealed, or
    what was sealed is erased.
    """
    levels = sealed_levels(entry.campaign, key_of(entry))
    if not levels:
        raise ProofError.not_sealed(entry.name, entry.campaign.year)
    kept = [level for level in levels if level.erased_on is None]
    if not kept:
        raise ProofError.erased(entry.name, Text(*levels[-1].erased_rule.partition("\n")[::2]))
    texts = _texts(kept)
    links = _links(kept)
    leaves = _leaves(kept)
    proof: dict[str, Any] = {
        "format": FORMAT,
        "about": _ABOUT,
        "decisions": [_decision(level, texts, links, leaves) for level in kept],
        "texts": texts,
        "words": words(),
    }
    proof["sha256"] = hashlib.sha256(canonical(proof)).hexdigest()
    return canonical(proof)


def explained(level: SealedLevel, text: str) -> Explanation:
    """Why the subject reached its level, by the text and the facts that were sealed."""
    said = level.said
    framework = framework_by_fingerprint(said["framework"]["sha256"], text)
    fields = framework.terms.every_field()
    facts = {name: value for part in said["facts"].values() for name, value in part.items()}
    return explain(framework, {name: facts[name] for name in facts if name in fields})


def _decision(
    level: SealedLevel,
    texts: Mapping[str, str],
    links: Mapping[str, Link],
    leaves: Mapping[int, list[str]],
) -> dict[str, Any]:
    issue = level.issue
    explanation = explained(level, texts[level.said["framework"]["sha256"]])
    rested = _rested(level)
    return {
        "level": level.said,
        "salt": bytes(level.salt).hex(),
        "decision": issue.said,
        "decision_salt": bytes(issue.salt).hex(),
        "leaves": sorted(leaves[issue.pk]),
        "link": _link(links[issue.key]),
        "rests_on_links": [_link(links[key]) for key in rested if key in links],
        "explanation": [
            {
                "id": reason.id,
                "outcome": reason.outcome.value,
                "seen": reason.seen._asdict(),
                "wanted": reason.wanted._asdict(),
            }
            for reason in explanation.reasons
        ],
    }


def _rested(level: SealedLevel) -> list[str]:
    """The keys of the sealed decisions that its counts and caps rest on."""
    parts = level.said["rests_on"]
    return sorted({part["decision"]["key"] for part in parts if part["decision"]} - {None})


def _texts(levels: Iterable[SealedLevel]) -> dict[str, str]:
    wanted = {level.said["framework"]["sha256"] for level in levels}
    return dict(SealedText.objects.filter(pk__in=wanted).values_list("sha256", "text"))


def _links(levels: Iterable[SealedLevel]) -> dict[str, Link]:
    keys = {key for level in levels for key in (level.issue.key, *_rested(level))}
    return {link.key: link for link in Link.objects.filter(kind=KIND, key__in=keys)}


def _leaves(levels: Sequence[SealedLevel]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = SealedLevel.objects.filter(issue__in=[level.issue_id for level in levels])
    for issue, digest in rows.values_list("issue", "digest"):
        found[issue].append(digest)
    return found


def _link(link: Link) -> dict[str, Any]:
    """A link as its hash has it."""
    return {
        "position": link.position,
        "kind": link.kind,
        "key": link.key,
        "digest": link.digest,
        "previous": link.previous,
        "sealed_at": link.when,
        "hash": link.hash,
    }
