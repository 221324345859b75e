"""Loading the sheet *Sổ danh sách đảng viên*: how people stand on a day becomes spells and posts.

Flow: docs/flows/organisations.md, decision 047."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import MOST_CHANGES, Change, ChangeKind, Loading, Outcome
from thidua.organisations.loading import stored
from thidua.organisations.loading.finding import Known, People
from thidua.organisations.loading.members import PERSON
from thidua.organisations.loading.new_codes import NewCodes
from thidua.organisations.loading.register_changes import Shown
from thidua.organisations.loading.register_checks import (
    cell_lives,
    check_register,
    standing,
)
from thidua.organisations.loading.register_matching import Chosen, Line, choose
from thidua.organisations.loading.register_missing import warn_of_heads, warn_of_missing
from thidua.organisations.loading.register_people import filled_in, write_people
from thidua.organisations.loading.register_posts import Post, posts_after, posts_ended
from thidua.organisations.loading.register_rows import Entry, RowFaultError, Spell
from thidua.organisations.loading.register_spells import Lives
from thidua.organisations.loading.row_reports import RowReports
from thidua.organisations.loading.standings import spells_after
from thidua.organisations.register_sheet import HIGHER, REGISTER
from thidua.workbooks import ParsedSheet


@dataclass
class _Taken:
    """What the rows come to: new people, details added, spells and posts after them, by row."""

    new: list[tuple[Chosen, str]] = field(default_factory=list)
    details: dict[int, tuple[Known, dict[str, Any]]] = field(default_factory=dict)
    spells: dict[int, list[Spell]] = field(default_factory=dict)
    posts: dict[int, list[Post]] = field(default_factory=dict)
    changes: dict[int, list[Change]] = field(default_factory=dict)


def load_register(parsed: ParsedSheet, loading: Loading) -> Outcome:
    """Check a register against the people of the part, and write what it says of them.

    What agrees stays as it is; who is missing stays, and is named."""
    check, reports = Checking(parsed, loading), RowReports()
    organisations = stored.organisations().filter(pl.col("path").str.starts_with(loading.part))
    check_register(check, organisations)
    lines = _lines(check, organisations)
    people = People(
        loading.part,
        codes=[line["code"] for line in lines if line["code"]],
        names=[line["full_name"] for line in lines],
    )
    chosen = choose(lines, people, reports, parsed.problems)
    chosen = _not_in_another_file(chosen, loading, reports)
    known = [one.known.pk for one in chosen if one.known is not None]
    lives = Lives(known, {line["cell_id"] for line in lines})
    weighed = _Weighing(chosen, lives, reports, organisations).all()
    warn_of_missing(check, lines, chosen, lives)
    warn_of_heads(chosen, lives, reports)
    reports.hand_to(check)
    loading.doubt(PERSON, check.doubtful_codes("code"))
    digest = _write(weighed, chosen, lives, loading)
    return _outcome(check, chosen, weighed, digest)


def _lines(check: Checking, organisations: pl.DataFrame) -> Sequence[Line]:
    """The rows that are sound by themselves, each with its cell and what it says of standing."""
    cells = organisations.select("path", cell="code", cell_id="id", cell_name="name").join(
        cell_lives(organisations).select(cell="code", cell_since="born"), on="cell"
    )
    sound = check.frame.filter(~pl.col("row").is_in(check.left_out.implode()))
    placed = sound.join(cells, on="cell", maintain_order="left")
    return placed.with_columns(standing=standing()).rows(named=True)


class _Weighing:
    """Every row against what is stored of its person."""

    def __init__(
        self,
        chosen: Sequence[Chosen],
        lives: Lives,
        reports: RowReports,
        organisations: pl.DataFrame,
    ) -> None:
        self.chosen, self.lives, self.reports = chosen, lives, reports
        also = [one.line["code"] for one in chosen if one.known is None and one.line["code"]]
        self.codes = NewCodes(stored.organisations(), also=also)
        self.shown = Shown(organisations)
        self.taken = _Taken()

    def all(self) -> _Taken:
        """What all the rows come to; those in error are reported and come to nothing."""
        for one in self.chosen:
            try:
                self._row(one)
            except RowFaultError as fault:
                self.reports.fault(one.row, fault.column, fault.message, fault.expected)
        return self.taken

    def _row(self, one: Chosen) -> None:
        entry = _entry(one.line)
        person = one.known.pk if one.known is not None else None
        before = self.lives.spells.get(person, []) if person is not None else []
        if not before and entry.ended:
            self._warn_of_ended(one)
            return
        spells = spells_after(entry, before)
        held = self.lives.posts.get(person, []) if person is not None else []
        posts = self._posts(one, entry, spells, held)
        if one.known is None:
            code = one.line["code"] or self.codes.next(one.line["cell"], one.line["path"])
            self.taken.new.append((one, code))
            self.taken.changes[one.row] = [self.shown.new(one, code)]
        else:
            added = filled_in(one.line, one.known, self.reports)
            if added:
                self.taken.details[one.row] = (one.known, added)
            changes = self.shown.details(one, added)
            changes += self.shown.spells(one, before, spells)
            changes += self.shown.posts(one, held, posts)
            self.taken.changes[one.row] = changes
        if spells != before:
            self.taken.spells[one.row] = spells
        if posts != held:
            self.taken.posts[one.row] = posts

    def _posts(
        self, one: Chosen, entry: Entry, spells: Sequence[Spell], held: Sequence[Post]
    ) -> list[Post]:
        if entry.ended:
            last = spells[-1].ends_on
            return posts_ended(held, on=last) if last is not None else [*held]
        role = one.line["post"]
        if role == HIGHER:
            self.reports.warn(one.row, "post", *_HIGHER)
        if role in (None, HIGHER):
            return [*held]
        return posts_after(held, cell=entry.cell, role=role, as_of=entry.as_of)

    def _warn_of_ended(self, one: Chosen) -> None:
        self.reports.warn(
            one.row,
            "full_name",
            Text(
                "đã kết thúc sinh hoạt và chưa có trong phần mềm: không lập hồ sơ",
                "a membership that has ended, of somebody who is not stored: no file is opened",
            ),
            together=Text(
                "{count} người đã kết thúc sinh hoạt và chưa có trong phần mềm: không lập hồ sơ",
                "{count} people whose membership has ended are not stored: no file is opened",
            ),
        )


_HIGHER = (
    Text(
        "chức vụ ở cấp uỷ cấp trên: không ghi từ sổ này",
        "a post in a committee above: not taken from this register",
    ),
    Text(
        "chức vụ ấy ở trang “Chức vụ”, có mã tổ chức",
        "that post in the sheet “Positions”, with the organisation's code",
    ),
)


def _entry(line: Line) -> Entry:
    return Entry(
        cell=line["cell_id"],
        **{
            name: line[name]
            for name in (
                *("cell_since", "as_of", "since", "standing", "admitted_on", "official_on"),
                *("left_on", "civil_servant"),
            )
        },
    )


def _not_in_another_file(
    chosen: Sequence[Chosen], loading: Loading, reports: RowReports
) -> list[Chosen]:
    """Files with the same columns are one table; one with others comes after it, and must not be
    about the same people: the order of files never decides.
    """
    named = loading.named.get(REGISTER.id, set())
    twice = [one for one in chosen if one.known is not None and one.known.pk in named]
    for one in twice:
        reports.fault(
            one.row,
            "full_name",
            Text(
                "người này đã có trong sổ của một tệp khác cùng lần nạp",
                "this person stands in the register of another file of this import",
            ),
            Text("mỗi người ở một tệp", "each person in one file"),
        )
    return [one for one in chosen if one not in twice] if twice else [*chosen]


def _write(taken: _Taken, chosen: Sequence[Chosen], lives: Lives, loading: Loading) -> str:
    """Write everything. Returns a fingerprint of it."""
    ids = {one.row: one.known.pk for one in chosen if one.known is not None}
    ids |= write_people(taken.new, list(taken.details.values()))
    loading.named.setdefault(REGISTER.id, set()).update(ids.values())
    written = lives.write(
        {ids[row]: spells for row, spells in taken.spells.items()},
        {ids[row]: posts for row, posts in taken.posts.items()},
    )
    listed = [(row, list(map(repr, changes))) for row, changes in sorted(taken.changes.items())]
    return hashlib.sha256(f"{written}{listed}".encode()).hexdigest()


def _outcome(check: Checking, chosen: Sequence[Chosen], taken: _Taken, digest: str) -> Outcome:
    new = [one.row for one, _ in taken.new]
    written = {*taken.spells, *taken.posts, *taken.details}
    changed = sorted(written - set(new))
    faulty = set(check.left_out.to_list())
    touched = {*new, *changed}
    same = [one.row for one in chosen if one.row not in touched and one.row not in faulty]
    counts = {"new": new, "changed": changed, "unchanged": same, "in_error": sorted(faulty)}
    listed = [change for row in (*new, *changed) for change in taken.changes.get(row, ())]
    first_new = [change for change in listed if change.kind is ChangeKind.NEW][:MOST_CHANGES]
    others = [change for change in listed if change.kind is not ChangeKind.NEW][:MOST_CHANGES]
    return Outcome(
        file=check.parsed.problems.file,
        sheet=check.parsed.spec.title,
        changes=(*first_new, *others),
        digest=digest,
        rows={name: pl.Series("row", rows, dtype=pl.Int64) for name, rows in counts.items()},
        new=len(new),
        changed=len(changed),
        unchanged=len(same),
        in_error=len(faulty),
    )
