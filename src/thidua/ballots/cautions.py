"""What a ballot is warned of beforehand; none of it stops anybody."""

from thidua.ballots.models import Ballot
from thidua.ballots.tally import FEWEST_SHOWN
from thidua.language import Text

_FEW = Text(
    "chỉ {called} người bỏ phiếu: kết quả chỉ nói đạt hay không, không ghi số phiếu, không đếm lại "
    "được",
    "only {called} vote: the result tells the outcome, no counts, and cannot be counted again",
)
_HOLDERS = Text(
    "mọi người giữ mã đều có tên trên phiếu: nên cử người kiểm phiếu khác",
    "everybody who holds a code is voted on: better name another scrutineer",
)
_VOIDED = Text(
    "mất mã, chỉ còn một người giữ, hoặc khôi phục máy chủ khi đang bỏ phiếu: phải huỷ và bỏ lại",
    "codes lost but for one, or the server restored while voting is open: void, to be held again",
)


def cautions_of(ballot: Ballot) -> list[Text]:
    """In the order in which they matter."""
    found = [_VOIDED] if ballot.has_urn else []
    called = ballot.voters.filter(struck="").count()
    if ballot.secret and called < FEWEST_SHOWN:
        found.append(_FEW.format(called=called))
    voted_on = set(
        ballot.candidates.exclude(own_voter=None).values_list("own_voter__person", flat=True)
    )
    if ballot.has_urn and set(ballot.holders) <= voted_on:
        found.append(_HOLDERS)
    return found
