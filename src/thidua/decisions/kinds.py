"""The kinds of notices that this room tells: of nobody in particular, no level in them."""

from thidua.language import Text
from thidua.notices.kinds import Kind

DECIDED = Kind(
    "decisions.decided",
    Text("quyết định xếp loại mới ban hành", "a decision on levels that was issued"),
    mailed=True,
)
REOPENED = Kind(
    "decisions.reopened",
    Text("quyết định xếp loại mở lại để xét lại", "a decision on levels that was reopened"),
    mailed=True,
)
KINDS = (DECIDED, REOPENED)
"""Both go to the people whose level is decided, and to the units they are in."""
