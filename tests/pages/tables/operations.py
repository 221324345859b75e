"""Who gets which address of the health of the service."""

from tests.pages.who import Other

OTHERS: dict[str, Other] = {
    "alive": ("/suc-khoe/song", frozenset({200})),
    "ready": ("/suc-khoe/san-sang", frozenset({200, 503})),
}
