"""The systemd units: systemd reads them without a complaint, and none may do more than it needs."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.recipe import DEPLOY, settings
from thidua.config import settings as installed

UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
HARD = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "RestrictSUIDSGID": "yes",
    "User": "thidua",
}


class Sections(configparser.RawConfigParser):
    """systemd's files: case counts, and a key given twice adds up."""

    def __init__(self) -> None:
        super().__init__(strict=False, delimiters=("=",), interpolation=None)

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def _read(unit: Path) -> Sections:
    sections = Sections()
    sections.read_string(unit.read_text("utf-8"))
    return sections


def test_systemd_itself_finds_no_fault(tmp_path: Path) -> None:
    analyse = shutil.which("systemd-analyze")
    if analyse is None:
        pytest.skip("no systemd-analyze on this machine (apt install systemd)")
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/thidua/bin/thidua", sys.executable)
        (tmp_path / unit.name).write_text(text, "utf-8")
    said = subprocess.run(  # noqa: S603
        [analyse, "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in said.stderr.splitlines() if "thidua" in line]
    assert (ours, said.returncode) == ([], 0)


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_may_do_no_more_than_it_needs(unit: Path) -> None:
    service = _read(unit)["Service"]
    assert {key: service[key] for key in HARD} == HARD
    assert service["EnvironmentFile"] == "/etc/thidua/thidua.env"


@pytest.mark.parametrize("name", ["thidua-web@.service", "thidua-worker.service"])
def test_what_serves_is_started_again_for_ever(name: str) -> None:
    sections = _read(DEPLOY / "systemd" / name)
    assert (sections["Service"]["Restart"], sections["Unit"]["StartLimitIntervalSec"]) == (
        "always",
        "0",
    )
    assert sections["Service"]["KillMode"] == "mixed"


@pytest.mark.parametrize(
    "unit", [unit for unit in UNITS if unit.suffix == ".timer"], ids=lambda unit: unit.name
)
def test_a_timer_has_its_service_and_makes_up_for_a_night_switched_off(unit: Path) -> None:
    assert unit.with_suffix(".service") in SERVICES
    assert _read(unit)["Timer"]["Persistent"] == "true"


def test_the_sample_of_settings_knows_only_settings_that_exist() -> None:
    said = (installed.__doc__ or "") + "THIDUA_BIND"
    assert [name for name in settings() if name not in said] == []


@pytest.mark.parametrize("name", ["thidua-web@.service", "thidua-worker.service"])
def test_what_is_in_memory_never_reaches_the_disk(name: str) -> None:
    """A vote is readable while it is sealed and while it is counted, nowhere else."""
    service = _read(DEPLOY / "systemd" / name)["Service"]
    assert (service["LimitCORE"], service["MemorySwapMax"]) == ("0", "0")
