"""What is costly to set up is set up once: tests of a group go to one worker."""

import pytest


@pytest.mark.xdist_group("one worker")
def test_a_group_is_in_the_name_by_which_tests_are_handed_out(
    request: pytest.FixtureRequest,
) -> None:
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@one worker")
