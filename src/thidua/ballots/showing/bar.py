"""The bar at the foot of a ballot's page: the one thing to do next, and what follows from it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from thidua.ballots.links import address_of
from thidua.ballots.models import State
from thidua.numbers import format_number

if TYPE_CHECKING:
    from thidua.ballots.showing.page import BallotPage

KEYS_NEEDED = 2


@dataclass(frozen=True)
class Way:
    """A button: `sends` a form there, or leads there."""

    words: str
    href: str
    sends: bool = False


@dataclass(frozen=True)
class Bar:
    """`verb`: the page's one primary act; None while something else has to come first."""

    title: str
    note: str
    verb: Way | None = None
    others: tuple[Way, ...] = ()


def bar_of(page: "BallotPage") -> Bar | None:
    """None: nothing for this reader to do here."""
    if page.is_sealed:
        return _onward(page)
    if not page.keeps:
        return None
    if page.is_stopped:
        return _counting(page)
    make = {State.DRAFT: _freezing, State.FROZEN: _opening, State.OPEN: _closing}
    found = make.get(State(page.ballot.state))
    return found(page) if found else None


def _freezing(page: "BallotPage") -> Bar:
    return Bar(
        _("Chốt danh sách “{title}”").format(title=page.ballot.title),
        _("Chốt xong mới nhận mã và mở phiếu. Trước khi mở còn lập lại được danh sách."),
        Way(_("Chốt danh sách"), address_of(page.ballot, "ballot_freeze"), sends=True),
        (Way(_("Sửa"), address_of(page.ballot, "ballot_change")),),
    )


def _opening(page: "BallotPage") -> Bar:
    back = Way(_("Lập lại danh sách"), address_of(page.ballot, "ballot_unfreeze"), sends=True)
    title = _("Mở bỏ phiếu cho {number} người").format(number=format_number(len(page.called)))
    taken = sum(1 for one in page.holders if one.held)
    if page.ballot.has_urn and taken < KEYS_NEEDED:
        note = _("Cần ít nhất hai người giữ khoá nhận mã; mới có {number}.").format(
            number=format_number(taken)
        )
        return Bar(title, note, None, (back,))
    verb = Way(_("Mở bỏ phiếu"), address_of(page.ballot, "ballot_open"), sends=True)
    note = _("Mở rồi danh sách không sửa được nữa; muốn sửa thì huỷ và bỏ lại.")
    return Bar(title, note, verb, (back,))


def _closing(page: "BallotPage") -> Bar:
    title = _("Đóng “{title}, {unit}”").format(
        title=page.ballot.title, unit=page.ballot.organisation.name
    )
    left = len(page.waiting)
    note = _("Đóng rồi không mở lại được; kết quả niêm phong và vào biên bản.")
    if page.ballot.electronic and left:
        waits = _("Còn {number} người chưa bỏ.").format(number=format_number(left))
        note = f"{waits} {note}"
    others: tuple[Way, ...] = ()
    if page.ballot.electronic and left:
        others = (Way(_("Đưa một người ra…"), address_of(page.ballot, "ballot_strike")),)
    return Bar(title, note, Way(_("Đóng phiếu"), address_of(page.ballot, "ballot_close")), others)


def _counting(page: "BallotPage") -> Bar:
    note = _("Phiếu không nhận thêm nữa. Kiểm phiếu xong thì hòm và khoá bị xoá.")
    if page.takes_paper:
        note = _("Hai người nhập số đếm, khớp nhau, rồi mới kiểm phiếu được.")
    return Bar(
        _("Kiểm phiếu “{title}”").format(title=page.ballot.title),
        note,
        Way(_("Kiểm phiếu"), address_of(page.ballot, "ballot_count")),
    )


def _onward(page: "BallotPage") -> Bar | None:
    """What the ballot's purpose does next with its result, and the minutes."""
    purpose = page.options.purpose
    step = purpose.next_step(page.ballot, page.actor) if purpose else None
    papers = tuple(
        Way(words, address_of(page.ballot, "ballot_minutes", extension=extension))
        for extension, words in (
            ("docx", _("Biên bản kiểm phiếu, Word")),
            ("pdf", _("Biên bản kiểm phiếu, PDF")),
        )
        if page.takes_minutes
    )
    if step is None and not papers:
        return None
    title = step.label if step else _("Biên bản kiểm phiếu")
    note = step.note if step else _("Ghi kết quả, niêm phong và danh sách mã biên nhận.")
    verb = Way(step.label, step.href) if step else None
    return Bar(title, note, verb, papers)
