"""How a page and the API name an indicator: “i12” the province's, “o7” an own one of a unit."""

import re

_KEY = re.compile(r"(?P<kind>[io])(?P<pk>[1-9][0-9]{0,17})")


def key_of(*, indicator: int | None, own: int | None) -> str:
    """The name of one of the two. Raises ValueError for neither."""
    if indicator is not None:
        return f"i{indicator}"
    if own is not None:
        return f"o{own}"
    raise ValueError("a target of no indicator")


def read_key(key: str) -> tuple[str, int] | None:
    """“i” or “o”, and which; None for anything else."""
    match = _KEY.fullmatch(key)
    return (match["kind"], int(match["pk"])) if match else None
