"""For all tests: property tests are never timed (a busy machine is not a fault of the code),
flushing is quick.
"""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> Iterator[None]:
    from tests.flushing import only_what_is_there  # noqa: PLC0415 - the rulebook's tests run without Django

    with only_what_is_there():
        yield
