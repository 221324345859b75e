"""The way to the committee's meeting, from the board of what it decides."""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.boards.definition import Board
from thidua.web.components import Link


def to_the_wall(board: Board) -> Link | None:
    """A committee that only proposes has no such meeting."""
    if not board.decides:
        return None
    address = reverse("committee_meeting", args=[board.campaign.year, board.committee.code])
    return Link(_("Họp cấp uỷ trước màn hình"), f"{address}?kind={board.kind.value}")
