"""A counted ballot as a link of the chain: its document, salted."""

from collections.abc import Iterator, Mapping, Sequence

from thidua.ballots.document import document_of, documents_of
from thidua.ballots.models import Ballot, State
from thidua.language import Text
from thidua.seals.canonical import canonical, canonical_of_read
from thidua.seals.sources import Content, SealedKind

_AT_ONCE = 100


def content_of(ballot: Ballot) -> bytes:
    """What is sealed: everything that was counted, in its one byte form."""
    return canonical(document_of(ballot))


def _read(keys: Sequence[str]) -> Mapping[str, Content]:
    """Some at a time: a ballot has as many slips as voters times lines."""
    return dict(_contents(keys))


def _contents(keys: Sequence[str]) -> Iterator[tuple[str, Content]]:
    for begin in range(0, len(keys), _AT_ONCE):
        part = keys[begin : begin + _AT_ONCE]
        found = list(Ballot.objects.filter(pk__in=part, state=State.SEALED))
        for ballot, document in zip(found, documents_of(found), strict=True):
            written = canonical_of_read(document)
            yield str(ballot.pk), Content(written, bytes(ballot.seal_salt or b""))


def _named(key: str) -> str:
    return Ballot.objects.filter(pk=key).values_list("title", flat=True).first() or ""


BALLOT = SealedKind("ballot", Text("kết quả bỏ phiếu", "result of a ballot"), _read, named=_named)
