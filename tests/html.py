"""Pages as tests read them."""

import re

_TAG = re.compile(r"\s*(<[^>]*>)\s*")


def tight(html: str) -> str:
    """A page in one line, without white space beside its tags: a template's layout says nothing."""
    return _TAG.sub(lambda tag: tag[1].replace(" >", ">"), " ".join(html.split()))
