"""What should be looked at in a part of the tree: changes after a decision, levels that deviate
from the reached one, decisions reopened, reports of wrong facts, violations of the year.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.actors import Scope
from thidua.boards.proposal_rules import EXPLAINS_ITSELF
from thidua.campaigns.models import Campaign
from thidua.decisions.overtaken import overtaken_counts
from thidua.decisions.queries import decisions_within
from thidua.disputes.models import FactReport
from thidua.disputes.words import in_words
from thidua.facts.models import FactSheet
from thidua.organisations.names import committee_name
from thidua.organisations.queries import within
from thidua.ratings.links import place_of, rating_link
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Discipline, ShownLevel, SubjectType, shown_level
from thidua.web.clock import shown

MOST = 200
"""No more rows are shown of a kind; more are told by their number."""


@dataclass(frozen=True)
class Row:
    """One thing to look at: what it is, about whom, what was before and is now, who and why."""

    what: str
    name: str
    place: str
    href: str
    before: str = ""
    after: str = ""
    levels: tuple[ShownLevel, ...] = ()
    who: str = ""
    why: str = ""
    day: dt.date | None = None
    act: tuple[str, str] | None = None
    """An address that only looks, and its words."""


def overtaken_rows(campaign: Campaign, scope: Scope) -> list[Row]:
    """Decisions that rest on what changed since."""
    counts = overtaken_counts(campaign, scope)
    decisions = decisions_within(campaign=campaign, scope=scope).filter(pk__in=counts)
    return [
        Row(
            what=_("Thông tin đổi sau ban hành"),
            name=_("Quyết định {number}").format(number=decision.number),
            place=committee_name(decision.issuer),
            href=reverse("decision", kwargs={"year": campaign.year, "pk": decision.pk}),
            after=_("{number} trường hợp").format(number=counts[decision.pk]),
            why=_("mức đã quyết định giữ nguyên cho đến khi mở lại"),
            day=decision.decided_on,
        )
        for decision in decisions[:MOST]
    ]


def deviating(campaign: Campaign, scope: Scope) -> "QuerySet[RosterEntry]":
    """Subjects for whom a committee chose another level than the one reached."""
    return (
        RosterEntry.objects.filter(
            within(scope, organisation="organisation"), campaign=campaign, rated=True
        )
        .exclude(proposal__chosen__in=EXPLAINS_ITSELF)
        .filter(proposal__isnull=False)
    )


def deviating_rows(campaign: Campaign, scope: Scope) -> list[Row]:
    """The reached level, the chosen one, and the reason written down."""
    return [deviating_row(campaign, entry) for entry in deviating_entries(campaign, scope)]


def deviating_entries(campaign: Campaign, scope: Scope) -> "QuerySet[RosterEntry]":
    """The first of them, with what a row says of them."""
    found = deviating(campaign, scope).select_related(
        "organisation", "grassroots", "upper_level", "proposal", "rating", "parent"
    )
    return found.order_by("organisation__path", "sort_key")[:MOST]


def deviating_row(campaign: Campaign, entry: RosterEntry) -> Row:
    rating = getattr(entry, "rating", None)
    known = rating is not None and rating.low == rating.high
    chosen = shown_level(entry.proposal.chosen)
    return Row(
        what=_("Xếp khác mức đạt tiêu chuẩn"),
        name=entry.name,
        place=place_of(entry),
        href=rating_link(entry, year=campaign.year),
        levels=(shown_level(rating.low), chosen) if known and rating else (chosen,),
        who=committee_name(entry.parent) if entry.parent else "",
        why=entry.proposal.reason,
    )


def reopened(campaign: Campaign, scope: Scope) -> "QuerySet[Any]":
    """Every time a decision of the year was taken back, the newest first."""
    events: QuerySet[Any] = apps.get_model("decisions", "DecisionEvent").objects.all()
    taken_back = events.filter(
        within(scope, organisation="issuer"),
        campaign=campaign,
        pgh_context__metadata__act="decisions.reopen",
    )
    return taken_back.select_related("issuer", "pgh_context").order_by("-pgh_created_at")


def reopened_rows(campaign: Campaign, scope: Scope) -> list[Row]:
    """The decision, who took it back, and why."""
    return [
        Row(
            what=_("Quyết định mở lại"),
            name=_("Quyết định {number}").format(number=event.number),
            place=committee_name(event.issuer),
            href=reverse("decision", kwargs={"year": campaign.year, "pk": event.pgh_obj_id}),
            who=event.pgh_context.metadata.get("actor", ""),
            why=event.pgh_context.metadata.get("reason", ""),
            day=shown(event.pgh_created_at).date(),
        )
        for event in reopened(campaign, scope)[:MOST]
        if event.pgh_obj_id
    ]


def reports(campaign: Campaign, scope: Scope) -> "QuerySet[FactReport]":
    """What somebody asked to have corrected, and what was answered; those that wait first."""
    seen = within(scope, organisation="unit") | within(
        scope, organisation="roster_entry__organisation"
    )
    found = FactReport.objects.filter(seen, roster_entry__campaign=campaign)
    return found.select_related("unit", "roster_entry__organisation", "roster_entry__campaign")


def report_rows(campaign: Campaign, scope: Scope) -> list[Row]:
    """The fact, what was asked for, who answers, and what was answered."""
    found = list(reports(campaign, scope).order_by("-status", "due_on", "-asked_on")[:MOST])
    found.sort(key=lambda report: not report.is_open)
    return [
        Row(
            what=str(report.get_status_display()),
            name=report.roster_entry.name,
            place=worded.title,
            href=reverse("fact_report", kwargs={"pk": report.pk}),
            before=worded.seen,
            after=worded.wanted,
            who=committee_name(report.unit),
            why=report.answer or report.why,
            day=report.answered_on or report.due_on,
        )
        for worded in in_words(found, campaign)
        for report in [worded.report]
    ]


def violating(campaign: Campaign, scope: Scope) -> "QuerySet[FactSheet]":
    """The sheets of members and leaders that name a discipline of the year."""
    inside = within(scope, organisation="roster_entry__organisation")
    punished = [word for word in Discipline.values() if word != Discipline.NONE]
    return FactSheet.objects.filter(
        inside, roster_entry__campaign=campaign, known__discipline__in=punished
    )


def violating_rows(campaign: Campaign, scope: Scope) -> list[Row]:
    """Who was disciplined this year, and how."""
    found = violating(campaign, scope).select_related(
        *(f"roster_entry__{place}" for place in ("organisation", "grassroots", "upper_level")),
        "roster_entry__person",
    )
    return [
        Row(
            what=_("Kỷ luật trong năm"),
            name=sheet.roster_entry.name,
            place=place_of(sheet.roster_entry),
            href=rating_link(sheet.roster_entry, year=campaign.year),
            after=str(Discipline(sheet.known["discipline"]).title),
            who=str(SubjectType(sheet.roster_entry.subject_type).title),
        )
        for sheet in found.order_by("roster_entry__organisation__path", "roster_entry__sort_key")[
            :MOST
        ]
    ]


@dataclass(frozen=True)
class Kind:
    """One kind of things to look at: its name, how many there are, its rows, and what is said when
    there are none.
    """

    title: Promise
    count: Callable[[Campaign, Scope], int]
    rows: Callable[[Campaign, Scope], list[Row]]
    none: Promise


KINDS: Mapping[str, Kind] = {
    "reports": Kind(
        gettext_lazy("Đề nghị và trả lời"),
        lambda campaign, scope: reports(campaign, scope).count(),
        report_rows,
        gettext_lazy("Chưa có đề nghị sửa thông tin nào. Đề nghị và trả lời hiện ở đây."),
    ),
    "changed": Kind(
        gettext_lazy("Thay đổi sau quyết định"),
        lambda campaign, scope: len(overtaken_counts(campaign, scope)),
        overtaken_rows,
        gettext_lazy("Không quyết định nào có thông tin đổi sau khi ban hành."),
    ),
    "deviating": Kind(
        gettext_lazy("Khác mức đạt tiêu chuẩn"),
        lambda campaign, scope: deviating(campaign, scope).count(),
        deviating_rows,
        gettext_lazy("Chưa cấp uỷ nào xếp khác mức đạt tiêu chuẩn."),
    ),
    "reopened": Kind(
        gettext_lazy("Quyết định mở lại"),
        lambda campaign, scope: reopened(campaign, scope).count(),
        reopened_rows,
        gettext_lazy("Chưa quyết định nào phải mở lại."),
    ),
    "violations": Kind(
        gettext_lazy("Kỷ luật trong năm"),
        lambda campaign, scope: violating(campaign, scope).count(),
        violating_rows,
        gettext_lazy("Chưa có trường hợp bị kỷ luật nào được nhập trong năm."),
    ),
}
"""By the word in the address, in the order of the tabs."""


def open_reports(campaign: Campaign, scope: Scope) -> "QuerySet[FactReport]":
    """Those that nobody has answered yet, the earliest due first."""
    return reports(campaign, scope).filter(Q(answered_on=None)).order_by("due_on", "pk")
