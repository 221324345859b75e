"""Pages drawn fresh, beside a bare Django view that sends the same bytes and, where they are lists,
beside the list of the same rows in Django's admin: same middleware, session and server, taking
turns.

Drawn fresh: the process has forgotten what it remembers of the year (`served_fresh`); what the
database counted beforehand stands. At the end it says which goals are missed.

    python -m benchmarks pages [--rounds 60] [--clients 1] [--only board]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.served_fresh import FRESH, QUERIES
from benchmarks.side_by_side import (
    OPEN_YEAR,
    Client,
    board_of,
    finish,
    keep_body,
    p95,
    serving,
    start_province,
    statistics_of,
    taking_turns,
)

BARE_GOAL, RATING_GOAL, ADMIN_GOAL, QUERY_GOAL = 4.0, 8.0, 1.0, 12
WHOLE_YEAR = 2021
ADMIN = "/_admin/"
SUBJECTS, PEOPLE = f"{ADMIN}roster/rosterentry/?", f"{ADMIN}organisations/person/?"


def _nothing() -> None:
    """Nothing has to happen before a page."""


@dataclass(frozen=True)
class Page:
    """One page that is measured: who reads it, and the admin's list of the same rows.

    `before` happens before each drawing and is not timed.
    """

    name: str
    reader: str
    address: str
    admin: str = ""
    goal: float = BARE_GOAL
    before: Callable[[], None] = _nothing


def pages(only: str = "") -> list[Page]:
    """The pages that are measured, whose names have `only` in them."""
    return [page for page in _pages() if only in page.name]


def _pages() -> Iterator[Page]:
    from thidua.decisions.models import Decision
    from thidua.roster.models import RosterEntry
    from thidua.vocabulary import DecisionStatus

    drafts = Decision.objects.filter(campaign__year=OPEN_YEAR).exclude(status=DecisionStatus.ISSUED)
    draft = drafts.select_related("issuer")[0]
    members = RosterEntry.objects.filter(
        campaign__year=WHOLE_YEAR, subject_type="member", rated=True
    )
    member = members.select_related("upper_level", "grassroots").order_by("pk")[500]
    assert member.upper_level is not None
    assert member.grassroots is not None
    year = f"/nam/{WHOLE_YEAR}/"
    yield Page(
        "board, province",
        "tinh",
        board_of("tinh", "organisation"),
        admin=_subjects(subject_type="organisation", tier="upper_level", rated="1"),
    )
    yield Page(
        "board, members of a commune",
        "xa",
        board_of("xa", "member"),
        admin=_subjects(subject_type="member", grassroots__code=_own("xa"), rated="1"),
    )
    yield Page(
        "committee's wall, a commune",
        "xa",
        f"/nam/{OPEN_YEAR}/hop-cap-uy/{_sitting('xa')}/?kind=member",
    )
    yield Page(
        "committee's wall, a district", "huyen", f"/nam/{OPEN_YEAR}/hop-cap-uy/{_sitting('huyen')}/"
    )
    yield Page(
        "rating page",
        "tinh",
        f"/xep-loai/{WHOLE_YEAR}/member/{member.code}/",
        goal=RATING_GOAL,
    )
    yield Page("home, province", "tinh", "/")
    yield Page(
        "draft decision",
        "huyen",
        f"/quyet-dinh/{OPEN_YEAR}/{draft.pk}/",
        admin=_subjects(
            subject_type__in=",".join(draft.covers), parent__code=draft.issuer.code, rated="1"
        ),
    )
    yield Page(
        "beginning of a decision, province", "tinh", f"/quyet-dinh/{OPEN_YEAR}/moi/{_own('tinh')}/"
    )
    yield Page("tree", "tinh", f"/to-chuc/?open={member.grassroots.code}")
    yield Page("organisation page", "tinh", f"/to-chuc/{member.upper_level.code}/")
    yield Page("search", "tinh", "/tim/?q=hanh", admin=PEOPLE + urlencode({"q": "hanh"}))
    yield Page("year figures, province", "tinh", year)
    yield Page("year figures, after a change", "tinh", year, before=_change)
    yield Page("public results", "tinh", f"/cong-khai/{WHOLE_YEAR}/")


def _sitting(username: str) -> str:
    """The code of somebody's own committee, whose meeting on levels is open from now on."""
    from thidua.accounts.models import RoleGrant
    from thidua.campaigns.models import Campaign
    from thidua.committee_meetings.models import CommitteeMeeting, State
    from thidua.committee_meetings.opening import Seat, open_meeting

    grant = RoleGrant.objects.select_related("user", "organisation").get(user__username=username)
    year, committee = Campaign.objects.get(year=OPEN_YEAR), grant.organisation
    held = CommitteeMeeting.objects.filter(campaign=year, organisation=committee)
    if not held.filter(state=State.OPEN).exists():
        seats = [Seat(f"Uỷ viên {number}") for number in range(1, 16)]
        open_meeting(
            campaign=year,
            organisation=committee,
            seats=seats,
            chair=seats[0].name,
            actor=grant.user,
        )
    return committee.code


def _own(username: str) -> str:
    """The code of somebody's own organisation."""
    from thidua.accounts.models import RoleGrant

    return str(RoleGrant.objects.get(user__username=username).organisation.code)


def _subjects(**filters: str) -> str:
    """The admin's list of subjects of the open year, whole."""
    return SUBJECTS + urlencode({"campaign__year": OPEN_YEAR, **filters, "all": ""})


def _change() -> None:
    """What a choice in one district leaves behind: figures counted before it are stale."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO db_change (transaction, part) "
            "SELECT pg_current_xact_id()::text::bigint, max(organisation_id) "
            "FROM accounts_rolegrant WHERE role = 'upper_level'"
        )


@dataclass(frozen=True)
class Result:
    """What was measured of a page: milliseconds a side, how often it asks the database."""

    page: Page
    queries: int
    took: dict[str, list[float]]

    def against(self, side: str) -> float | None:
        """How many times as long the page took as the side, at the 95th percentile."""
        return p95(self.took["page"]) / p95(self.took[side]) if side in self.took else None

    def missed(self) -> Iterator[str]:
        """The goals that are not met, in words."""
        bare, admin = self.against("bare"), self.against("admin")
        if bare is not None and bare > self.page.goal:
            yield f"{bare:.1f}× the bare view, goal {self.page.goal:g}×"
        if admin is not None and admin > ADMIN_GOAL:
            yield f"{admin:.1f}× the admin's list, goal {ADMIN_GOAL:g}×"
        if self.queries > QUERY_GOAL:
            yield f"{self.queries} queries, goal {QUERY_GOAL}"

    def row(self) -> str:
        """One line of the table."""
        cells = [f"{self.page.name:<36} {self.queries:3}"]
        for side in ("page", "bare", "admin"):
            times, ratio = self.took.get(side), self.against(side)
            cells.append(
                f"{p95(times):7.1f} {statistics.median(times):7.1f}" if times else f"{'–':>15}"
            )
            if side != "page":
                cells.append(f"{ratio:6.2f}×" if ratio is not None else " " * 7)
        return "  ".join(cells)


HEAD = (
    f"{'page, drawn fresh':<36} {'asks':>3}  {'p95':>6} {'median':>8}  {'bare':>6} {'median':>8}  "
    f"{'ratio':>7}  {'admin':>6} {'median':>8}  {'ratio':>7}   (ms)"
)


def measure(port: int, page: Page, *, clients: int, rounds: int) -> Result:
    """Each client draws the page, then asks each other side, once a round."""
    readers = [Client(port).sign_in(page.reader) for _ in range(clients)]
    bare = keep_body(readers[0], page.address)

    def draw(reader: Client) -> float:
        page.before()
        return reader.timed(page.address, headers={FRESH: "1"})

    sides = {"page": draw, "bare": lambda reader: reader.timed(bare)}
    if page.admin:
        sides["admin"] = lambda reader: reader.timed(page.admin)
    taking_turns(readers, sides, rounds=3)  # all are warm
    draw(readers[0])
    queries = int(readers[0].headers[QUERIES])
    return Result(page, queries, taking_turns(readers, sides, rounds=rounds))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--only", default="", help="pages whose name has this in it")
    arguments = parser.parse_args()
    start_province()
    statistics_of()
    results = []
    print(HEAD, flush=True)
    with serving() as port:
        for page in pages(arguments.only):
            rounds = max(20, arguments.rounds // arguments.clients)
            results.append(measure(port, page, clients=arguments.clients, rounds=rounds))
            print(results[-1].row(), flush=True)
    missed = [f"{result.page.name}: {text}" for result in results for text in result.missed()]
    print("\n".join(["", "goals missed:", *missed] if missed else ["", "every goal is met"]))
    return finish([not missed])


if __name__ == "__main__":
    sys.exit(main())
