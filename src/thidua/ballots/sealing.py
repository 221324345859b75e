"""A counted ballot as a link of the chain: its document, salted."""

from collections.abc import Mapping, Sequence

from thidua.ballots.document import document_of
from thidua.ballots.models import Ballot, State
from thidua.language import Text
from thidua.seals.canonical import canonical
from thidua.seals.sources import Content, SealedKind


def content_of(ballot: Ballot) -> bytes:
    """What is sealed: everything that was counted, in its one byte form."""
    return canonical(document_of(ballot))


def _read(keys: Sequence[str]) -> Mapping[str, Content]:
    found = Ballot.objects.filter(pk__in=list(keys), state=State.SEALED)
    return {
        str(ballot.pk): Content(content_of(ballot), bytes(ballot.seal_salt or b""))
        for ballot in found
    }


BALLOT = SealedKind("ballot", Text("kết quả bỏ phiếu", "result of a ballot"), _read)
