"""What this room tells the ballots: their words, what stands beside each name, what follows."""

from collections.abc import Mapping

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.ballots.models import Ballot
from thidua.ballots.purposes import Aside, NextStep, Purpose
from thidua.ballots.results import result_of
from thidua.ballots.rights import may_keep
from thidua.ballots.rule import NO_OPINION, YES
from thidua.boards.by_ballot import propose_by_ballot
from thidua.language import Text
from thidua.level_ballots.candidates import for_the_highest
from thidua.level_ballots.matters import FIRST, PURPOSE, LevelMatter, key_from
from thidua.meetings.finding import people_of
from thidua.numbers import format_number
from thidua.procedures.reading import procedure_of
from thidua.ratings.links import rating_link
from thidua.roster.identity import SubjectKey, entries_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import BEST_FIRST, Level, shown_level

OPTIONS: Mapping[str, Text] = {
    **{level.value: level.title for level in BEST_FIRST},
    YES: Text("Đồng ý xếp Hoàn thành xuất sắc nhiệm vụ", "Agree to outstanding"),
    "no": Text("Không đồng ý", "Do not agree"),
    NO_OPINION: Text("Ý kiến khác", "No opinion"),
}


def asides(ballot: Ballot) -> Mapping[int, Aside]:
    """“tự nhận Tốt · đạt Tốt”, with the page that says why. Two questions."""
    candidates = {one.no: key_from(one.ref) for one in ballot.candidates.all()}
    entries = entries_of(ballot.campaign, list(candidates.values()))
    rows = RosterEntry.objects.filter(pk__in=[one.pk for one in entries.values()])
    known = {row.pk: row for row in rows.select_related("proposal", "rating", "organisation")}
    return {
        no: _aside(known[entries[key].pk], ballot.campaign.year)
        for no, key in candidates.items()
        if key in entries
    }


def _aside(entry: RosterEntry, year: int) -> Aside:
    proposal, rating = getattr(entry, "proposal", None), getattr(entry, "rating", None)
    parts = []
    if proposal is not None and proposal.self_claimed:
        level = shown_level(proposal.self_claimed).short
        parts.append(_("tự nhận {level}").format(level=level))
    if rating is not None:
        reached = rating.low if rating.low == rating.high else None
        told = _("đạt {level}").format(level=shown_level(reached).short)
        parts.append(told if reached is not None else _("chưa đủ căn cứ"))
    return Aside(" · ".join(parts), rating_link(entry, year=year))


def back(ballot: Ballot) -> tuple[str, str]:
    """The meetings of the unit."""
    place = {"year": ballot.campaign.year, "code": ballot.organisation.code}
    return reverse("meetings", kwargs=place), _("Họp kiểm điểm của {unit}").format(
        unit=ballot.organisation.name
    )


def sealed(ballot: Ballot, authority: Authority) -> None:
    """What the count came to becomes the proposals; who came to no level is left as it was."""
    propose_by_ballot(campaign=ballot.campaign, levels=levels_of(ballot), authority=authority)


def levels_of(ballot: Ballot) -> dict[SubjectKey, Level]:
    """The levels that a counted ballot proposes, of those for whom it came to one."""
    second = LevelMatter.of(ballot.purpose_ref).round != FIRST
    told = {one["no"]: one["value"] for one in (ballot.result or {}).get("candidates", [])}
    found: dict[SubjectKey, Level] = {}
    for one in ballot.candidates.all():
        value = told.get(one.no, "")
        if second and value == YES:
            found[key_from(one.ref)] = Level.OUTSTANDING
        elif not second and value in Level.values():
            found[key_from(one.ref)] = Level(value)
    return found


def next_step(ballot: Ballot, reader: Actor) -> NextStep | None:
    """A further round, another turn for who came to no level, else the dossier for the committee
    above; for whoever keeps the ballot.
    """
    result = result_of(ballot)
    if result is None or not may_keep(reader, ballot):
        return None
    matter = LevelMatter.of(ballot.purpose_ref)
    campaign, unit = ballot.campaign, ballot.organisation
    procedure = procedure_of(campaign)
    if matter.round == FIRST:
        undecided = [one for one in result.candidates if one.outcome not in Level.values()]
        if undecided:
            return _again(ballot, len(undecided), superior=procedure.votes_by("tie") == "superior")
        if procedure.two_rounds(matter.kind) and for_the_highest(
            campaign, unit, matter.kind, procedure
        ):
            note = _("Vòng 2: đồng ý hay không với Hoàn thành xuất sắc nhiệm vụ.")
            return NextStep(_new_ballot(ballot), _("Sang vòng 2"), note)
    return _upward(ballot)


def _again(ballot: Ballot, number: int, *, superior: bool) -> NextStep | None:
    words = ngettext(
        "{number} trường hợp không mức nào đủ phiếu: mức đề nghị để trống.",
        "{number} trường hợp không mức nào đủ phiếu: mức đề nghị để trống.",
        number,
    ).format(number=format_number(number))
    if not superior:
        more = _("Theo quy trình: thảo luận thêm rồi bỏ phiếu lại.")
        return NextStep(_new_ballot(ballot), _("Bỏ phiếu lại"), f"{words} {more}")
    step = _upward(ballot)
    more = _("Theo quy trình: báo cáo kết quả phiếu để cấp trên quyết định.")
    return step._replace(note=f"{words} {more}") if step is not None else None


def _new_ballot(ballot: Ballot) -> str:
    place = {"year": ballot.campaign.year, "code": ballot.organisation.code}
    return reverse("level_ballots", kwargs=place)


def _upward(ballot: Ballot) -> NextStep | None:
    place = {"year": ballot.campaign.year, "code": ballot.organisation.code}
    try:
        href = reverse("dossier", kwargs=place)
    except NoReverseMatch:
        return None
    note = _("Kèm biên bản họp, biên bản kiểm phiếu; mỗi người được báo mức của mình và lý do.")
    return NextStep(href, _("Hồ sơ gửi lên cấp trên"), note)


LEVELS = Purpose(
    name=PURPOSE,
    title=Text("Phiếu xếp loại", "Ballot on levels"),
    options=OPTIONS,
    back=back,
    aside=asides,
    sealed=sealed,
    next_step=next_step,
    callable_at=lambda ballot: people_of(ballot.organisation),
    keeps_secrecy=True,
    briefly={
        **{level.value: level.short for level in BEST_FIRST},
        YES: Text("Đồng ý", "Yes"),
    },
    shades={level.value: f"fill-{level.value}" for level in BEST_FIRST},
    chips={level.value: f"chip is-{level.value}" for level in BEST_FIRST},
)
