"""Who holds a code of the urn, and who has taken theirs: never a code."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from thidua.ballots.models import Ballot, KeyHolder


@dataclass(frozen=True)
class Holder:
    """`held`: by which a form knows the code that is held now ("": none); it tells nothing of it.
    `is_reader`: it is who looks.
    """

    name: str
    post: str
    held: str
    is_reader: bool


def holders_of(ballot: Ballot, reader: int | None) -> list[Holder]:
    """Chair, secretary, and the scrutineer where there is one."""
    taken = {one.person_id: held_mark(one) for one in KeyHolder.objects.filter(ballot=ballot)}
    people = (
        (ballot.chair, _("chủ trì")),
        (ballot.secretary, _("thư ký")),
        (ballot.scrutineer, _("người kiểm phiếu")),
    )
    return [
        Holder(person.full_name, post, taken.get(person.pk, ""), person.pk == reader)
        for person, post in people
        if person is not None
    ]


def held_mark(key: KeyHolder) -> str:
    """A word for the key that a holder has now."""
    return sha256(bytes(key.public_key)).hexdigest()[:16]
