"""`thidua roster`: the list of a year put right for one subject; reviews put off, made up for."""

import datetime as dt

import click

from thidua.accounts.actors import Operator
from thidua.campaigns.queries import campaign_of
from thidua.cli.year import held_text
from thidua.language import say
from thidua.roster.correcting import Named, correct_roster, entry_named
from thidua.roster.models import RosterEntry
from thidua.roster.putting_off import make_up, put_off, withdraw
from thidua.roster.queries import state_counts
from thidua.vocabulary import NotReviewed, SubjectType

_KINDS = click.Choice([str(kind) for kind in SubjectType.values()])


@click.group(
    "roster",
    help=say(
        "Danh sách của năm: đếm, sửa một trường hợp, ghi chưa kiểm điểm.",
        "The list of a year: count it, correct one subject, put a review off.",
    ),
)
def roster_group() -> None:
    pass


@roster_group.command(
    "show",
    help=say("Đếm ba trạng thái của danh sách.", "Count the three states of the list."),
)
@click.argument("year", type=int)
def show(year: int) -> None:
    counts = state_counts(campaign=campaign_of(year), actor=Operator())
    for kind in SubjectType:
        click.echo(f"{kind.title}: {counts[kind].sentence}")


def _of_one(command: click.Command) -> click.Command:
    """The arguments that name one subject."""
    command.params = [
        click.Argument(["year"], type=int),
        click.Argument(["code"]),
        click.Option(
            ["--type", "subject_type"],
            type=_KINDS,
            default=SubjectType.MEMBER.value,
            show_default=True,
            help=say("Loại đối tượng.", "The kind of subject."),
        ),
        click.Option(
            ["--leads"],
            default="",
            help=say(
                "Với cá nhân lãnh đạo: mã tổ chức mình lãnh đạo.",
                "Of a leader: the code of what they lead.",
            ),
        ),
        *command.params,
    ]
    return command


@_of_one
@roster_group.command(
    "correct",
    help=say(
        "Đưa một trường hợp vào danh sách đúng như hệ thống tổ chức hiện ghi; quyết định của người "
        "khác không đổi.",
        "Put one subject on the list as the tree has it now; decisions of others stay.",
    ),
)
@click.option(
    "--reason", required=True, help=say("Lý do, được giữ trong lịch sử.", "The reason, kept.")
)
def correct(year: int, code: str, *, reason: str, **who: str) -> None:
    made = correct_roster(
        campaign=campaign_of(year),
        who=_named(code, **who),
        reason=reason,
        actor=Operator(),
    )
    click.echo(
        say(
            f"Thêm {made.added}, thay đổi {made.changed}, bỏ {made.removed}.",
            f"{made.added} added, {made.changed} changed, {made.removed} removed.",
        )
        + held_text(made)
    )


@_of_one
@roster_group.command(
    "put-off",
    help=say(
        "Ghi một trường hợp chưa kiểm điểm: quyết định chung không chờ, để lại cho quyết định bổ "
        "sung.",
        "Note that a subject was not reviewed: the decision does not wait, a supplement ends it.",
    ),
)
@click.option(
    "--reason",
    required=True,
    type=click.Choice([str(word) for word in NotReviewed.values()]),
    help=say(
        "Lý do: " + "; ".join(f"{word.value} = {word.title.vi}" for word in NotReviewed),
        "The reason: " + "; ".join(f"{word.value} = {word.title.en}" for word in NotReviewed),
    ),
)
@click.option("--note", default="", help=say("Ghi chú.", "A note."))
def put_off_command(year: int, code: str, *, reason: str, note: str, **who: str) -> None:
    put_off(entry=_entry(year, code, **who), reason=reason, note=note, actor=Operator())
    click.echo(say(f"Đã ghi {code} chưa kiểm điểm.", f"{code} is noted as not yet reviewed."))


@_of_one
@roster_group.command(
    "make-up",
    help=say("Ghi đã kiểm điểm bù.", "Note that the review was made up for."),
)
@click.option(
    "--on",
    "reviewed_on",
    required=True,
    type=click.DateTime(["%d/%m/%Y", "%Y-%m-%d"]),
    help=say("Ngày kiểm điểm bù.", "The day of the review."),
)
def make_up_command(year: int, code: str, *, reviewed_on: dt.datetime, **who: str) -> None:
    entry = _entry(year, code, **who)
    make_up(entry=entry, reviewed_on=reviewed_on.date(), actor=Operator())
    click.echo(say(f"Đã ghi {code} kiểm điểm bù.", f"The review of {code} was made up for."))


@_of_one
@roster_group.command(
    "withdraw", help=say("Bỏ ghi chưa kiểm điểm.", "Take back the note of a review put off.")
)
def withdraw_command(year: int, code: str, **who: str) -> None:
    withdraw(entry=_entry(year, code, **who), actor=Operator())
    click.echo(
        say(f"Đã bỏ ghi chưa kiểm điểm của {code}.", f"The note about {code} is taken back.")
    )


def _named(code: str, *, subject_type: str, leads: str) -> Named:
    return Named(SubjectType(subject_type), code, leads)


def _entry(year: int, code: str, **who: str) -> RosterEntry:
    """The entry that the arguments name. Raises RosterError where there is none."""
    return entry_named(campaign_of(year), _named(code, **who))


COMMANDS: dict[str, click.Command] = {"roster": roster_group}
