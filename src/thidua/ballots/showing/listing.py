"""The list of ballots of a year: what the reader has to vote on, what is theirs, what else they may
read.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.ballots.links import address_of
from thidua.ballots.models import Ballot, State
from thidua.ballots.queries import visible_to
from thidua.ballots.sealed_keys import grouped, receipt_of, tag_of
from thidua.ballots.showing.moments import hour_and_day
from thidua.ballots.turnout import with_turnout
from thidua.campaigns.models import Campaign
from thidua.numbers import format_number
from thidua.web.components import Page
from thidua.web.paging import page_of

if TYPE_CHECKING:
    from thidua.ballots.turnout import Turned

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One ballot: where it stands in words, and the button or the receipt of the reader."""

    title: str
    href: str
    unit: str
    state: str
    more: str
    mark: str
    button: str = ""
    button_href: str = ""
    code: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    rows: list[Row]
    empty: str


@dataclass(frozen=True)
class Listing:
    sections: list[Section]
    pages: Page


def listing_of(request: HttpRequest, reader: User, campaign: Campaign) -> Listing:
    """Four questions to the database, however many ballots there are."""
    person = scope_of(reader).person_id
    mine = _mine(campaign, person) if person is not None else []
    waits = [one for one in mine if one.state == State.OPEN and not one.i_voted]
    theirs = [one for one in mine if one.i_voted]
    found = with_turnout(visible_to(reader, campaign))
    ordered = found.exclude(pk__in=[one.pk for one in (*waits, *theirs)])
    paged, pages = page_of(Paginator(ordered.order_by("-prepared_at", "pk"), A_PAGE), request)
    sections = []
    if person is not None:
        sections += [
            Section(
                _("Chờ đồng chí bỏ phiếu"),
                [_to_vote(one) for one in waits],
                _("Không có phiếu nào chờ đồng chí."),
            ),
            Section(
                _("Của tôi"),
                [_voted(one, person) for one in theirs],
                _("Đồng chí chưa bỏ phiếu nào trong năm này."),
            ),
        ]
    rest = [_other(one) for one in paged]
    if rest or not (waits or theirs):
        title = _("Các cuộc bỏ phiếu khác") if sections else _("Các cuộc bỏ phiếu")
        empty = _("Chưa có cuộc bỏ phiếu nào. Cuộc bỏ phiếu được lập từ cuộc họp.")
        sections.append(Section(title, rest, empty))
    return Listing(sections, pages)


def _mine(campaign: Campaign, person: int) -> "list[Turned]":
    """The ballots on whose list a person stands, each with `i_voted`."""
    called = Ballot.objects.filter(
        campaign=campaign, voters__person=person, voters__struck=""
    ).exclude(state=State.DRAFT)
    return list(with_turnout(called, person=person).order_by("-prepared_at", "pk"))


def _to_vote(ballot: Ballot) -> Row:
    if not ballot.electronic:
        return _row(ballot, _("bỏ bằng phiếu giấy tại cuộc họp"))
    ends = _("đến {when}").format(when=hour_and_day(ballot.closes_at)) if ballot.closes_at else ""
    kind = _("phiếu kín") if ballot.secret else _("phiếu công khai")
    return _row(
        ballot,
        *filter(None, (kind, ends)),
        button=pgettext("verb", "Bỏ phiếu"),
        button_href=address_of(ballot, "ballot_vote"),
    )


def _voted(ballot: Ballot, person: int) -> Row:
    has_code = ballot.has_urn and ballot.salt is not None and ballot.state != State.CANCELLED
    code = grouped(receipt_of(tag_of(bytes(ballot.salt or b""), person))) if has_code else ""
    return _row(ballot, _("đồng chí đã bỏ"), code=code)


def _other(ballot: "Turned") -> Row:
    if ballot.state == State.OPEN and ballot.electronic:
        turnout = _("{voted}/{called} đã bỏ").format(
            voted=format_number(ballot.voted), called=format_number(ballot.called)
        )
        return _row(ballot, turnout)
    return _row(ballot)


def _row(ballot: Ballot, *more: str, **given: str) -> Row:
    state = State(ballot.state)
    return Row(
        ballot.title,
        address_of(ballot),
        ballot.organisation.name,
        str(state.label),
        " · ".join(more),
        MARKS[state],
        **given,
    )


MARKS = {
    State.DRAFT: "begun",
    State.FROZEN: "begun",
    State.OPEN: "now",
    State.CLOSED: "now",
    State.SEALED: "done",
    State.CANCELLED: "gone",
}
"""The shape of a state; its word stands beside it."""
