"""What this room tells people, inside the act that it tells of: never how anybody voted."""

from collections.abc import Iterable
from typing import NamedTuple

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.ballots import kinds
from thidua.ballots.links import address_of
from thidua.ballots.models import Ballot
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell
from thidua.web.clock import shown


class News(NamedTuple):
    """One thing for people (their keys): `page` is where it leads, `again` tells one telling from
    the next.
    """

    kind: Kind
    text: Text
    people: Iterable[int]
    page: str = "ballot"
    again: str = ""


def tell_frozen(ballot: Ballot, authority: Authority) -> None:
    """Who holds a code: it can be taken now."""
    if not ballot.has_urn:
        return
    text = Text(
        "Nhận mã giữ khoá hòm phiếu trước khi mở bỏ phiếu",
        "Take your code of the urn before voting opens",
    )
    _tell(ballot, News(kinds.KEY_WAITS, text, ballot.holders), authority)


def tell_opened(ballot: Ballot, authority: Authority) -> None:
    """Everybody on the list with an account, where they vote on a device."""
    if ballot.electronic:
        _tell(ballot, _waits(ballot, _people(ballot)), authority)


def tell_waiting(ballot: Ballot, people: Iterable[int], when: str, authority: Authority) -> None:
    """The same once more to who has not voted; `when`: by which telling twice at once is once."""
    _tell(ballot, _waits(ballot, people)._replace(again=f":{when}"), authority)


def tell_counted(ballot: Ballot, authority: Authority) -> None:
    """Everybody on the list: there is a result, and where their receipt can be found."""
    unit = ballot.organisation.name
    text = Text(f"Đã kiểm phiếu ở {unit}", f"The votes of {unit} are counted")
    _tell(ballot, News(kinds.COUNTED, text, _people(ballot)), authority)


def _people(ballot: Ballot) -> list[int]:
    return list(ballot.voters.filter(struck="").values_list("person", flat=True))


def _waits(ballot: Ballot, people: Iterable[int]) -> News:
    unit = ballot.organisation.name
    text = Text(f"{unit} mời đồng chí bỏ phiếu", f"{unit} asks you to vote")
    return News(kinds.OPENED, text, people, "ballot_vote")


def _tell(ballot: Ballot, news: News, authority: Authority) -> None:
    tell(
        news.kind.id,
        users=User.objects.filter(person__in=list(news.people), is_active=True),
        key=f"{news.kind.id}:{ballot.pk}{news.again}",
        text=news.text,
        href=address_of(ballot, news.page),
        campaign=ballot.campaign,
        organisation=ballot.organisation,
        due_on=shown(ballot.closes_at).date() if ballot.closes_at else None,
        authority=authority,
    )
