"""Who else holds something that the unit waits for: what, since when it knows, when it may be
reminded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.filling.models import FactRequest
from thidua.filling.rows import Known
from thidua.frameworks.binding import bound_frameworks
from thidua.notices.models import About
from thidua.notices.queries import last_reminders
from thidua.notices.words import Stand, day_of, stand_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.progress.links import unit_page
from thidua.ratings.awaited import Awaited, Held
from thidua.ratings.missing_facts import Missing
from thidua.vocabulary import SubjectType, Tier


@dataclass(frozen=True)
class Holder:
    """One unit: what it holds in words, how many things, whether it knows; `may_be`: it can be
    reminded now; `href`: where the work is noted that is to tell it; `code` for the form.
    """

    unit: Organisation
    name: str
    things: tuple[str, ...]
    number: int
    knows: str
    again: str
    may_be: bool
    href: str = ""

    @property
    def code(self) -> str:
        return self.unit.code


def holders_of(known: Known) -> list[Holder]:
    """Those with most first. The province's lists are corrected in the lists: nobody is reminded of
    them.
    """
    things: dict[int, list[Awaited]] = {}
    for waits in known.found.others:
        things.setdefault(waits.thing.holder, []).append(waits.thing)
    handed = {one.unit_id for one in known.handed_on.values()}
    units = list(Organisation.objects.filter(pk__in={*things, *handed}).order_by("path"))
    last = last_reminders(campaign=known.campaign, units=units, about=About.FACTS)
    found = [
        _holder(known, unit, things.get(unit.pk, []), stand_of(last.get(unit.pk))) for unit in units
    ]
    return sorted(found, key=lambda one: (not one.may_be, -one.number))


def _holder(known: Known, unit: Organisation, things: Sequence[Awaited], stand: Stand) -> Holder:
    handed = [one for one in known.handed_on.values() if one.unit_id == unit.pk]
    distinct = list(dict.fromkeys((one.entry, one.fact) for one in things))
    kinds = {one.held for one in things}
    in_lists = not handed and kinds <= {Held.LISTS}
    in_work = not handed and kinds == {Held.WORK}
    texts = [*_titles(things), *(_handed_title(known, one) for one in handed)]
    knows = stand.text or _since(handed)
    if in_lists:
        knows = _("sửa trong danh sách của tỉnh")
    elif in_work:
        knows = _("ghi kết quả ở nhiệm vụ; thiếu kết quả thì không nhập tay")
    return Holder(
        unit,
        committee_name(unit) if unit.tier != Tier.CELL else unit.name,
        tuple(dict.fromkeys(texts)),
        len(distinct) + len(handed),
        knows or _("có ở “Việc của tôi”, chưa nhắc"),
        stand.again_in,
        stand.now and not in_lists and not in_work,
        unit_page(known.campaign, unit.code) if Held.WORK in kinds else "",
    )


def _since(handed: Sequence[FactRequest]) -> str:
    """Since when a fact handed on stands on the unit's first page, and whether it was opened."""
    if not handed:
        return ""
    text = _("có ở “Việc của tôi” từ {day}").format(day=day_of(handed[0].asked_at))
    return f"{text}, {_('đã mở') if all(one.seen_at for one in handed) else _('chưa mở')}"


def _titles(things: Sequence[Awaited]) -> list[str]:
    return [str(title) for title in Missing(tuple(dict.fromkeys(things))).facts]


def _handed_title(known: Known, request: FactRequest) -> str:
    whose = known.entries.get(request.roster_entry_id)
    if whose is None:
        return request.fact
    framework = bound_frameworks(known.campaign)[SubjectType(whose.subject_type)]
    return f"{framework.fields[request.fact].title}: {whose.name}"
