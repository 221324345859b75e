"""From a row of a register to the spells of a person: what agrees goes on, what differs begins.

Pure: knows no database. Flow: docs/flows/organisations.md, decision 047."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from thidua.language import Text
from thidua.organisations.loading.new_standings import exempt_since, spells_of_new
from thidua.organisations.loading.register_rows import (
    DAY,
    ENDS,
    FULL,
    OFFICIAL,
    PROBATIONARY,
    Entry,
    Spell,
    refuse,
)
from thidua.vocabulary import Activity, MembershipEnd


def spells_after(entry: Entry, known: Sequence[Spell]) -> list[Spell]:
    """The spells of a person (in order of time) after a row of a register; the same ones when it
    says nothing new. Raises RowFaultError.
    """
    if entry.ended:
        return _with_end(entry, known)
    now = next((spell for spell in known if spell.holds_on(entry.as_of)), None)
    if now is None or now.status in ENDS:
        _refuse_return(entry, known)
        before = [_closed(spell, entry.as_of) if spell is now else spell for spell in known]
        return [*before, *spells_of_new(entry, returns=bool(known))]
    after = _continued(entry, now)
    if after != [now] and known[-1] is not now:
        refuse(
            "as_of",
            Text(
                "phần mềm đã ghi thay đổi của người này từ ngày {day}, sau ngày của sổ",
                "a change of this person from {day} on, after the day of the register, is stored",
            ),
            Text("sổ của ngày {day} hoặc sau đó", "a register of {day} or later"),
            day=known[-1].starts_on,
        )
    return [*(spell for spell in known if spell is not now), *after] if after != [now] else [*known]


def _closed(spell: Spell, day: dt.date) -> Spell:
    return replace(spell, ends_on=day - DAY, end_reason="")


def _refuse_return(entry: Entry, known: Sequence[Spell]) -> None:
    """Nobody begins again before what is stored later, or after death."""
    if not known:
        return
    last = known[-1]
    if last.starts_on >= entry.as_of:
        refuse(
            "as_of",
            Text(
                "phần mềm ghi người này sinh hoạt từ ngày {day}, sau ngày của sổ",
                "this person is stored as a member from {day} on, after the day of the register",
            ),
            Text("sổ của ngày {day} hoặc sau đó", "a register of {day} or later"),
            day=last.starts_on,
        )
    if last.end_reason == MembershipEnd.DIED.value and last.ends_on is not None:
        refuse(
            "full_name",
            Text("phần mềm ghi đã từ trần ngày {day}", "stored as having died on {day}"),
            Text(
                "bỏ dòng này, hoặc sửa lý do kết thúc ở trang “Đảng viên”",
                "this row left out, or another reason for ending in the sheet “Members”",
            ),
            day=last.ends_on,
        )


def _with_end(entry: Entry, known: Sequence[Spell]) -> list[Spell]:
    """The membership ends on the written day; one that has ended before stays as it is."""
    now = next((spell for spell in known if spell.holds_on(entry.as_of)), None)
    last = known[-1] if known else None
    if last is None or (now is None and last.starts_on <= entry.as_of):
        return [*known]
    if now is None or last is not now:
        return refuse(
            "status",
            Text(
                "phần mềm ghi còn sinh hoạt từ ngày {day}, sau ngày của sổ",
                "stored as a member from {day} on, after the day of the register",
            ),
            Text("sổ của ngày {day} hoặc sau đó", "a register of {day} or later"),
            day=last.starts_on,
        )
    if entry.left_on is None:
        if now.ends_on is not None:
            return [*known]
        return refuse(
            "left_on",
            Text(
                "kết thúc sinh hoạt mà không có ngày; phần mềm còn ghi từ ngày {day}",
                "a membership that ended without a day; stored as going on since {day}",
            ),
            Text("ngày cuối cùng còn sinh hoạt", "the last day of membership"),
            day=now.starts_on,
        )
    if entry.left_on < now.starts_on:
        return refuse(
            "left_on",
            Text(
                "trước ngày bắt đầu sinh hoạt đang có trong phần mềm ({day})",
                "before the stored beginning of the membership ({day})",
            ),
            Text("ngày từ {day} trở đi", "a day from {day} on"),
            day=now.starts_on,
        )
    ended = replace(now, ends_on=entry.left_on, end_reason=str(entry.standing))
    return [*(spell for spell in known if spell is not now), ended]


def _continued(entry: Entry, now: Spell) -> list[Spell]:
    """The spell of the day and what comes after it: official, elsewhere, otherwise."""
    found = [replace(now, civil_servant=_filled(now.civil_servant, entry.civil_servant))]
    if now.status == PROBATIONARY and entry.status != PROBATIONARY and _is_official(entry):
        found = _made_official(entry, found[0])
    last = found[-1]
    status = _status_after(entry, last.status)
    servant = last.civil_servant if entry.civil_servant is None else entry.civil_servant
    if (last.organisation_id, last.status, last.civil_servant) == (entry.cell, status, servant):
        return found
    same_cell = last.organisation_id == entry.cell
    day = exempt_since(entry, status) if same_cell else entry.as_of
    day = day if day > last.starts_on else entry.as_of
    following = replace(
        last,
        starts_on=day,
        organisation_id=entry.cell,
        status=status,
        civil_servant=servant,
        host_id=last.host_id if same_cell and status == last.status else None,
    )
    if day == last.starts_on:  # the register of this very day says so
        return [*found[:-1], following]
    return [*found[:-1], _closed(last, day), following]


def _filled(known: bool | None, written: bool | None) -> bool | None:
    return written if known is None else known


def _is_official(entry: Entry) -> bool:
    return entry.official_on is not None and entry.official_on <= entry.as_of


def _made_official(entry: Entry, now: Spell) -> list[Spell]:
    assert entry.official_on is not None  # noqa: S101 - the caller has looked
    if entry.official_on <= now.starts_on:
        refuse(
            "official_on",
            Text("phần mềm ghi còn dự bị từ ngày {day}", "stored as on probation from {day} on"),
            Text(
                "ngày sau {day}, hoặc sửa ở trang “Đảng viên”",
                "a day after {day}, or a correction in the sheet “Members”",
            ),
            day=now.starts_on,
        )
    official = replace(now, starts_on=entry.official_on, status=OFFICIAL, host_id=None)
    return [_closed(now, entry.official_on), official]


def _status_after(entry: Entry, status: str) -> str:
    """How a known member stands by the row: a word that says only that they are active leaves
    official and probation as they are.
    """
    if entry.status == PROBATIONARY and status != PROBATIONARY:
        refuse(
            "status",
            Text("phần mềm ghi đã là đảng viên chính thức", "stored as an official member"),
            Text(
                "“Chính thức”, hoặc sửa ở trang “Đảng viên”",
                "“Official”, or a correction in the sheet “Members”",
            ),
        )
    if entry.status is not None:
        return entry.status
    if entry.standing in Activity.values() and status not in FULL:
        return OFFICIAL
    return status
