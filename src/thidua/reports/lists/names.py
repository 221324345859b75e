"""Subjects of a year by their names: as in search, by whole syllables or their beginnings."""

import re

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Concat

from thidua.organisations.syllables import Syllable, syllables
from thidua.vocabulary import SubjectType
from thidua.workbooks import vietnamese_order_key

_PEOPLE = (SubjectType.MEMBER.value, SubjectType.LEADER.value)
_BEFORE = " (-/"
"""What may stand before a syllable in the name of an organisation; in one of a person a blank."""

KEYS = Concat(Value(" "), F("search_key"), output_field=CharField())
"""Name and code of a roster entry, each syllable behind a blank: what `named` looks through."""


def named(text: str, subject_type: str) -> Q:
    """The condition, on rows with `keys` (`KEYS`), that every typed syllable begins one of the name
    or the code; one typed with accents has them there.
    """
    before = " " if subject_type in _PEOPLE else _BEFORE
    found = Q()
    for one in syllables(text):
        begins = Q()
        for sign in before:
            begins |= Q(keys__contains=f"{sign}{one.folded}")
        found &= begins
        if one.exact != vietnamese_order_key(one.folded):
            found &= Q(sort_key__regex=_accents(one))
    return found


def _accents(typed: Syllable) -> str:
    """A syllable with these letters, which may go on, and this tone: "Đư" is not yet "Đức"."""
    letters, tone = typed.exact[:-1], typed.exact[-1]
    ends = "[^ ]" if tone == "*" else re.escape(tone)
    return f"(^| ){re.escape(letters)}[^ ]*{ends}( |$)"
