"""The names by which tests are handed out to workers: the same in each, and with their group."""

import pytest


@pytest.mark.xdist_group("one worker")
def test_a_group_is_in_the_name_by_which_tests_are_handed_out(
    request: pytest.FixtureRequest,
) -> None:
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@one worker")


@pytest.mark.parametrize("content", [b"PK\x03\x04", "a" * 1000])
def test_the_content_of_a_file_is_in_no_name(
    content: bytes | str, request: pytest.FixtureRequest
) -> None:
    assert content
    assert request.node.nodeid.partition("[")[2].startswith("content")
