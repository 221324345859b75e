"""Tests that kill what they started."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "reliability: kills processes of a site of its own, and watches it come back"
    )
