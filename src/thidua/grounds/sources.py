"""Where the facts of each condition come from: a few calm words for the rating page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.accounts.models import Role
from thidua.facts.owners import Owner, Owns, owners_of
from thidua.grounds.links import fact_link
from thidua.progress.task_facts import telling_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.web.clock import shown
from thidua.web.components import Link

_ORDER = (Owns.OVERRIDE, Owns.OPINION, Owns.WORK, Owns.PAGE, Owns.WORKBOOK, Owns.TREE)
MOST = 3
"""So many sources of one condition are told one by one."""

Stored = Iterable[Mapping[str, Any]]


def sources_of(
    entry: RosterEntry, framework: Framework, *, year: int, stored: Stored | None = None
) -> dict[str, list[Link]]:
    """Per condition of the framework, by its id, where what it reads of this subject comes from;
    of what work tells, the address of its page. `stored`: as `owners_of`.
    """
    sheet = getattr(entry, "fact_sheet", None)
    owners = owners_of(sheet, framework.fields, stored=stored)
    found = {}
    for placed in framework.placed_rules():
        read = [name for name in _read(placed.rule.test, framework) if name in owners]
        if read:
            found[placed.rule.id] = _links(entry, {name: owners[name] for name in read}, year)
    return found


def _read(test: Any, framework: Framework) -> list[str]:
    return list(dict.fromkeys(test.every_column(framework.terms)))


def _links(entry: RosterEntry, owners: Mapping[str, Owner], year: int) -> list[Link]:
    found: dict[str, str] = {}
    for name, owner in sorted(owners.items(), key=lambda one: _ORDER.index(one[1].kind)):
        opens = owner.kind in {Owns.OVERRIDE, Owns.WORK} and telling_of(entry.subject_type, name)
        found.setdefault(words_of(owner), fact_link(entry, name, year=year) if opens else "")
    return [Link(words, href) for words, href in found.items()][:MOST]


def words_of(owner: Owner) -> str:
    """“kết quả thực hiện nhiệm vụ”; “bảng tính nạp ngày 03/12/2021”; an override with its reason
    and by whom.
    """
    day = f"{shown(owner.at):%d/%m/%Y}" if owner.at is not None else ""
    match owner.kind:
        case Owns.OVERRIDE:
            return _("ghi khác kết quả thực hiện ({who}, {day}): {reason}").format(
                who=who_of(owner), day=day, reason=owner.reason
            )
        case Owns.WORKBOOK:
            return _("bảng tính nạp ngày {day}").format(day=day)
        case Owns.OPINION:
            return _("{who} chấm ngày {day}").format(who=owner.place, day=day)
        case Owns.PAGE:
            return _("{who} ghi ngày {day}").format(who=who_of(owner), day=day)
        case _:
            return str(owner.kind.words)


def who_of(owner: Owner) -> str:
    """A role and its place, never a name: the rating page is read by everybody who may see the
    subject.
    """
    if owner.role in Role.values:
        return f"{Role(owner.role).label}, {owner.place}"
    return _("người vận hành")
