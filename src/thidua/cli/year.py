"""Commands of the review year: `freeze`, `classify`, `decide`, `rate`; and what `explain` and
`framework load` call.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.db.models import Count
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from thidua.accounts.actors import Operator
from thidua.awards.actions import AwardsChecked, check_awards
from thidua.awards.checking import Checked
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.cli.rulebook import read_file
from thidua.cli.terminal import print_list, print_table
from thidua.decisions.actions import Issued, issue_all, reopen_decisions
from thidua.errors import and_more
from thidua.frameworks.actions import load_framework_text
from thidua.frameworks.models import FrameworkText
from thidua.language import Text, current_language, say
from thidua.numbers import format_number
from thidua.ratings.actions import classify
from thidua.ratings.explaining import explanation_of
from thidua.ratings.models import Rating
from thidua.ratings.subjects import entry_by_code
from thidua.roster.actions import freeze_roster
from thidua.roster.freezing import Frozen
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation
from thidua.vocabulary import Level, SubjectType

Tell = Callable[[Text, int, int], None]
MOST_SHOWN = 20
"""Refusals, warnings and failed awards shown one by one; the rest is counted."""


@contextmanager
def progress_bar() -> Iterator[Tell]:
    """One bar for all that is being done, on the error stream; nothing where there is no
    terminal.
    """
    bar = Progress(
        TextColumn("{task.description:<40}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)

        def tell(text: Text, done: int, total: int) -> None:
            bar.update(task, description=str(text), completed=done, total=total or None)

        yield tell


@click.command(
    "freeze",
    help=say(
        "Chốt danh sách được xếp loại của năm.", "Freeze who is rated this year, and who is not."
    ),
)
@click.argument("year", type=int)
@click.option(
    "--again",
    is_flag=True,
    help=say("Chốt lại danh sách đã chốt.", "Freeze a roster that is frozen."),
)
def freeze(year: int, *, again: bool) -> None:
    frozen = freeze_roster(campaign=campaign_of(year), actor=Operator(), refreeze=again)
    click.echo(frozen_text(frozen))


def frozen_text(frozen: Frozen) -> str:
    rated, exempt, put_off, added, changed, removed = map(
        format_number,
        (
            frozen.rated,
            frozen.excluded,
            frozen.put_off,
            frozen.added,
            frozen.changed,
            frozen.removed,
        ),
    )
    return say(
        f"Đã chốt: {rated} trường hợp được xếp loại, {exempt} miễn theo quy định, "
        f"{put_off} chưa kiểm điểm (thêm {added}, thay đổi {changed}, bỏ {removed}).",
        f"Frozen: {rated} subjects rated, {exempt} exempt by rule, "
        f"{put_off} not yet reviewed ({added} added, {changed} changed, {removed} removed).",
    ) + held_text(frozen)


def held_text(frozen: Frozen) -> str:
    """Whom decisions keep as they were decided, though the tree now puts them elsewhere."""
    if not frozen.held:
        return ""
    names = "; ".join(frozen.held[:MOST_SHOWN])
    if len(frozen.held) > MOST_SHOWN:
        names += f" … {and_more(len(frozen.held) - MOST_SHOWN, 'trường hợp')}"
    return "\n" + say(
        f"Giữ như đã quyết định, dù hệ thống nay ghi khác: {names}. Muốn đổi: mở lại quyết định "
        f"của họ rồi chốt lại.",
        f"Left as decided, though the tree now has them otherwise: {names}. To change them, reopen "
        f"their decisions and freeze again.",
    )


@click.command(
    "classify",
    help=say(
        "Xếp loại cả danh sách theo khung tiêu chí.", "Classify the whole roster by the frameworks."
    ),
)
@click.argument("year", type=int)
def classify_command(year: int) -> None:
    campaign = campaign_of(year)
    with progress_bar() as tell:
        classify(campaign=campaign, actor=Operator(), progress=tell)
    show_levels(campaign)


@click.command(
    "decide",
    help=say("Ban hành các quyết định xếp loại của năm.", "Issue the year's rating decisions."),
)
@click.argument("year", type=int)
def decide(year: int) -> None:
    with progress_bar() as tell:
        issued = issue_all(campaign=campaign_of(year), actor=Operator(), progress=tell)
    show_decisions(issued)
    sys.exit(1 if issued.refused else 0)


@click.command(
    "rate",
    help=say(
        "Xếp loại, ban hành quyết định, xét khen thưởng của năm. Mã thoát 1 khi có điều bị từ "
        "chối.",
        "Classify, issue decisions, check awards. Exit code 1 when something was refused.",
    ),
)
@click.argument("year", type=int)
@click.option(
    "--reopen",
    metavar=say("LÝ-DO", "REASON"),
    help=say(
        "Mở lại các quyết định đã ban hành trước khi xếp loại.", "Reopen issued decisions first."
    ),
)
def rate(year: int, reopen: str | None) -> None:
    campaign, actor = campaign_of(year), Operator()
    with progress_bar() as tell:
        if reopen is not None:
            reopen_decisions(campaign=campaign, reason=reopen, actor=actor)
        classify(campaign=campaign, actor=actor, progress=tell)
        issued = issue_all(campaign=campaign, actor=actor, progress=tell)
        awards = check_awards(campaign=campaign, actor=actor, progress=tell)
    show_levels(campaign)
    show_decisions(issued)
    show_awards(awards)
    sys.exit(1 if issued.refused or awards.refused else 0)


def show_levels(campaign: Campaign) -> None:
    """A table: per kind of subject how many stand at each level, and of how many nobody can
    tell.
    """
    counts: dict[str, dict[int | None, int]] = {}
    rows = Rating.objects.filter(roster_entry__campaign=campaign).values_list(
        "roster_entry__subject_type", "standing"
    )
    for kind, standing, number in rows.annotate(number=Count("pk")).order_by():
        counts.setdefault(kind, {})[standing] = number
    best_first = sorted(Level, key=lambda level: -level.code)
    headings = [
        say("Đối tượng", "Subjects"),
        *(str(level.title) for level in best_first),
        say("Chưa đủ căn cứ", "Cannot tell"),
    ]
    codes = [*(level.code for level in best_first), None]
    print_table(
        headings,
        [
            [str(kind.title), *(format_number(counts.get(kind.value, {}).get(c, 0)) for c in codes)]
            for kind in SubjectType
        ],
        title=say(f"Xếp loại năm {campaign.year}", f"Levels of {campaign.year}"),
    )


def show_decisions(issued: Issued) -> None:
    """How many decisions were issued, and why the others were not."""
    subjects, number = format_number(issued.subjects), format_number(len(issued.issued))
    held_back = format_number(len(issued.refused))
    click.echo(
        say(
            f"Đã ban hành {number} quyết định, {subjects} trường hợp; "
            f"chưa ban hành được {held_back}.",
            f"{number} decisions issued, {subjects} subjects; {held_back} refused.",
        )
    )
    refused = [
        f"✗ {decision.number}: {reason}"
        for decision in issued.refused
        for reason in issued.refusals[decision.pk]
    ]
    numbers = {decision.pk: decision.number for decision in (*issued.issued, *issued.refused)}
    warned = [
        f"! {numbers[pk]}: {warning}" for pk, found in issued.warnings.items() for warning in found
    ]
    print_list(refused, most=MOST_SHOWN, noun="dòng")
    print_list(warned, most=MOST_SHOWN, noun="dòng")


def show_awards(awards: AwardsChecked) -> None:
    """How many awards are given, and why the others are not."""
    given, refused = format_number(len(awards.given)), format_number(len(awards.refused))
    click.echo(
        say(
            f"Khen thưởng: {given} đủ điều kiện, {refused} không đủ điều kiện.",
            f"Awards: {given} given, {refused} refused.",
        )
    )
    failed = [f"✗ {_award(award)}" for award in awards.refused]
    print_list(failed, most=MOST_SHOWN, noun="dòng")


def _award(checked: Checked) -> str:
    subject = checked.award.person or checked.award.organisation
    reasons = "; ".join(str(reason[current_language()]) for reason in checked.reasons())
    return f"{checked.check.title} – {subject} ({subject.code if subject else ''}): {reasons}"


def explain_subject(
    year: int, code: str, *, subject_type: str | None = None, leads: str | None = None
) -> Explanation:
    """Why a subject of the database has its level. A code that is several subjects needs the type,
    or whom it leads.

    Raises CampaignNotFoundError, SubjectNotFoundError, NotBoundError.
    """
    entry: RosterEntry = entry_by_code(
        campaign=campaign_of(year),
        code=code,
        actor=Operator(),
        subject_type=subject_type,
        leads=leads,
    )
    return explanation_of(entry)


def framework_load(file: Path) -> FrameworkText:
    """Keep an officer's corrected text from a file. Raises the rulebook's FrameworkError with all
    faults.
    """
    return load_framework_text(text=read_file(file), actor=Operator())


COMMANDS: dict[str, click.Command] = {
    "freeze": freeze,
    "classify": classify_command,
    "decide": decide,
    "rate": rate,
}
