"""The seal as papers print it, at the foot of every page; Vietnamese, as papers are."""

from thidua.seals.models import Link
from thidua.web.demo_note import demo_note


def foot_of(link: Link | None, *, what: str = "Mã niêm phong") -> str:
    """Position and whole hash of a link, before what a demo says of itself; without a link that
    alone. Compared with the chain by `thidua seals verify --head`.
    """
    sealed = f"{what}: {link.printed}" if link is not None else ""
    return " – ".join(part for part in (sealed, demo_note()) if part)
