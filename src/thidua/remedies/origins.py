"""Where limits are named: a room above says what one of its rows names, and links to the form that
makes an item of it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from thidua.accounts.models import User
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import may
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.remedies.models import Source
from thidua.remedies.permissions import RAISE
from thidua.roster.identity import SubjectKey
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Origin:
    """What a row names: of whom, the limit as it stands there ("": to be written), and where, as
    people read it ("Bản kiểm điểm năm 2021, mục II").
    """

    key: SubjectKey
    limit: str
    words: str


@dataclass(frozen=True)
class Names:
    """A room in which limits are named. `read`: one row of it by its key, for whoever may read it
    (None: they may not, or it names nobody's). `room`: told apart from another room of the same
    source ("": the only one, or the first); a remedy keeps no key of its rows, the words alone.
    """

    source: Source
    read: Callable[[User, Campaign, int], Origin | None]
    room: str = ""


ORIGINS: Registry[Names] = Registry("where limits are named")


def origin_of(
    user: User, campaign: Campaign, source: str, pk: int, room: str = ""
) -> Origin | None:
    """What a row of the room with this source names."""
    named = next((one for one in ORIGINS if (one.source.value, one.room) == (source, room)), None)
    return named.read(user, campaign, pk) if named is not None else None


def way_to_raise(  # noqa: PLR0913 - who, of what, named where
    user: User,
    campaign: Campaign,
    about: tuple[Organisation, int | None],
    source: Source,
    pk: int,
    *,
    room: str = "",
) -> str:
    """Where this reader makes an item of what a row names; "": they do not. `about`: the unit in
    whose part it lies, and the person, if it is somebody's.
    """
    unit, person = about
    if not is_about(user, person) and not may(user, RAISE, path=unit.path):
        return ""
    query = urlencode({"nguon": source.value, "tu": str(pk)} | ({"phong": room} if room else {}))
    return f"{reverse('remedy_raise', args=(campaign.year, unit.code))}?{query}"
