"""The posts that a register names, in the committee of the row's own cell."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from thidua.language import Text
from thidua.organisations.loading.register_rows import DAY, RowFaultError
from thidua.organisations.sheet_words import TITLES_IN_CELLS
from thidua.vocabulary import PositionRole
from thidua.workbooks import show


@dataclass(frozen=True, slots=True)
class Post:
    """A post held, stored or to be."""

    organisation_id: int
    starts_on: dt.date
    ends_on: dt.date | None
    role: str
    title: str = ""
    suspended: bool = False
    main: bool = False

    def holds_on(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


def posts_after(known: Sequence[Post], *, cell: int, role: str, as_of: dt.date) -> list[Post]:
    """Somebody's posts (in order of time) after a row that names one in their cell; the same ones
    when they hold it. Raises RowFaultError.
    """
    here = [post for post in known if post.organisation_id == cell]
    now = next((post for post in here if post.holds_on(as_of)), None)
    if now is not None and now.role == role:
        return [*known]
    later = [post for post in here if post.starts_on > as_of]
    if later:
        day = show(later[0].starts_on)
        raise RowFaultError(
            "post",
            Text(
                f"phần mềm đã ghi chức vụ ở chi bộ này từ ngày {day}, sau ngày của sổ",
                f"a post here from {day} on, after the day of the register, is stored",
            ),
            Text(f"sổ của ngày {day} hoặc sau đó", f"a register of {day} or later"),
        )
    end = now.ends_on if now is not None else None
    begun = Post(cell, as_of, end, role, TITLES_IN_CELLS[role])
    if now is None:
        return [*known, begun]
    others = [post for post in known if post is not now]
    if now.starts_on == as_of:
        return [*others, begun]
    return [*others, replace(now, ends_on=as_of - DAY), begun]


def posts_ended(known: Sequence[Post], *, on: dt.date) -> list[Post]:
    """Somebody's posts when the membership ends on a day: they end with it."""
    return [replace(post, ends_on=on) if post.holds_on(on + DAY) else post for post in known]


def heads_of(posts: Mapping[int, Sequence[Post]], cell: int, as_of: dt.date) -> list[int]:
    """The people who hold the head's post of a cell on a day."""
    head = PositionRole.HEAD.value
    return [
        person
        for person, held in posts.items()
        for post in held
        if post.organisation_id == cell and post.role == head and post.holds_on(as_of)
    ]
