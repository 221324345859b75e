"""The kinds of notices that this room tells."""

from thidua.language import Text
from thidua.notices.kinds import Kind

OPENED = Kind(
    "ballots.opened",
    Text("phiếu chờ đồng chí bỏ", "a ballot that waits for your vote"),
    owed=True,
    mailed=True,
)
KEY_WAITS = Kind(
    "ballots.key_waits",
    Text("mã giữ khoá hòm phiếu chờ nhận", "a code of an urn that waits for you"),
    mailed=True,
)
COUNTED = Kind("ballots.counted", Text("kết quả bỏ phiếu", "the result of a ballot"))
KINDS = (OPENED, KEY_WAITS, COUNTED)
