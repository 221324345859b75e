"""Whose a fact is that opinions tell: the giver, for the page of a rating's grounds."""

from collections.abc import Collection

from thidua.facts.models import FactSheet
from thidua.facts.owners import Owner, Owns
from thidua.opinions.facts import BESIDE, tellers
from thidua.roster.identity import key_of
from thidua.vocabulary import Grade


def tellers_of(sheet: FactSheet, told: Collection[str]) -> dict[str, Owner]:
    """Of the facts that the year's work tells of a subject, those that opinions tell, and whose.
    Three questions, and none where no grade is among them.
    """
    words = set(Grade.values())
    if not any(name in BESIDE or sheet.work[name] in words for name in told):
        return {}
    entry = sheet.roster_entry
    return {
        name: Owner(
            Owns.OPINION,
            at=said.opinion.given_at,
            place=str(said.giver.title),
            reason=said.grades[name].reason if name in said.grades else "",
        )
        for name, said in tellers(entry.campaign, key_of(entry), entry).items()
        if name in told
    }
