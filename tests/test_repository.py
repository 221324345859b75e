"""The repository says what is so: indexes list what is there, no machine, nobody made up."""

import hashlib
import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parents[1]
RULEBOOK = HERE / "src" / "thidua" / "rulebook" / "frameworks"
TO_FILL_IN = "ĐIỀN / FILL IN"
"""Marks what only the office that installs or publishes the software can say."""

FOR_THE_OFFICE = ("SECURITY.md", "CODE_OF_CONDUCT.md", "publiccode.yml")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
INDEX_HOSTS = ("pypi" + ".org", "python" + "hosted.org", "art" + "ifactory")
NOT_OURS = re.compile(
    r"(?:^|[\s\"'=(`])/(?:home|Users|root|work|mnt)/\w"  # a path of one machine
    r"|https?://[^\s\"')]+/simple\b"  # an index of packages
    rf"|{'|'.join(map(re.escape, INDEX_HOSTS))}",
    re.MULTILINE,
)


@cache
def _tracked() -> list[Path]:
    """Every text file of the repository; in an unpacked archive, what lies there."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)  # noqa: S603
    names = (
        listed.stdout.split("\0")
        if listed.returncode == 0
        else [str(p.relative_to(HERE)) for p in _lying()]
    )
    return [
        HERE / name
        for name in names
        if name and (HERE / name).is_file() and b"\0" not in _start(HERE / name)
    ]


def _lying() -> list[Path]:
    roots = [
        HERE / name for name in ("src", "tests", "docs", "deploy", "benchmarks", "tools", ".ci")
    ]
    return [
        *HERE.glob("*.*"),
        *(path for root in roots for path in root.rglob("*") if "__pycache__" not in path.parts),
    ]


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1024)


def _text(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def test_the_changelog_has_a_place_for_what_comes_and_the_version_we_are_at() -> None:
    versions = re.findall(r"^## \[([^\]]+)\]", _text("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == "Unreleased"
    (version,) = re.findall(r'^version = "(.+)"', _text("pyproject.toml"), re.MULTILINE)
    assert version in versions


def _fingerprint(path: Path) -> str:
    """Of what a text says, not of how it is laid out."""
    read = yaml.safe_load(path.read_text("utf-8"))
    return hashlib.sha256(
        json.dumps(read, sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()[:12]


def test_the_changelog_knows_every_regulation_as_it_is() -> None:
    """A regulation that changes may move somebody's level: its line changes and an entry tells."""
    texts = sorted(RULEBOOK.rglob("*.yaml"))
    wanted = [f"| `{path.relative_to(RULEBOOK)}` | `{_fingerprint(path)}` |" for path in texts]
    written = [
        line for line in _text("CHANGELOG.md").splitlines() if re.match(r"\| `.+\.yaml` \|", line)
    ]
    assert written == wanted, (
        "CHANGELOG.md: write these lines, and above what changed and whose level may move"
    )


def test_the_index_of_decisions_lists_every_record_in_order() -> None:
    rows = re.findall(
        r"^\| (?:\[(\d{3})\]\(([^)]+)\)|(\d{3})) \|",
        _text("docs/decisions/README.md"),
        re.MULTILINE,
    )
    numbers = [int(linked or unwritten) for linked, _, unwritten in rows]
    assert numbers == list(range(1, len(numbers) + 1))
    files = sorted(path.name for path in (HERE / "docs" / "decisions").glob("[0-9]*.md"))
    assert [name for _, name, _ in rows if name] == files


def test_every_decision_has_a_date_and_a_status() -> None:
    rows = re.findall(
        r"^\| \[\d{3}\]\([^)]+\) \| .+ \| (.+) \| (.+) \|$",
        _text("docs/decisions/README.md"),
        re.MULTILINE,
    )
    assert len(rows) == len(list((HERE / "docs" / "decisions").glob("[0-9]*.md")))
    assert [row for row in rows if not re.fullmatch(r"\d{4}-\d\d-\d\d", row[0])] == []
    assert [row for row in rows if not re.match(r"(holds|superseded by)\b", row[1])] == []


@pytest.mark.parametrize(
    "name",
    ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/README.md", "docs/decisions/README.md"],
)
def test_links_lead_somewhere(name: str) -> None:
    place = (HERE / name).parent
    assert [link for link in LINK.findall(_text(name)) if not (place / link).exists()] == []


def test_the_index_of_documents_lists_them_all() -> None:
    linked = {(HERE / "docs" / link).resolve() for link in LINK.findall(_text("docs/README.md"))}
    assert [
        path.name
        for path in (HERE / "docs").glob("*.md")
        if path.resolve() not in linked | {HERE / "docs/README.md"}
    ] == []


def test_the_map_has_every_room_and_leads_to_every_flow() -> None:
    text = _text("docs/architecture.md")
    rooms = {path.parent.name for path in (HERE / "src" / "thidua").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `(\w+)/`", text, re.MULTILINE)) == rooms
    flows = {f"flows/{path.name}" for path in (HERE / "docs" / "flows").glob("*.md")}
    assert {link for link in LINK.findall(text) if link.startswith("flows/")} == flows


def test_the_glossary_names_what_the_code_has() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (HERE / "src" / "thidua").rglob("*.py"))
    modules = {path.stem for path in (HERE / "src" / "thidua").rglob("*")}
    rows = [
        line.split("|") for line in _text("docs/glossary.md").splitlines() if line.startswith("| ")
    ]
    named = [word for row in rows for word in re.findall(r"`([^`]+)`", row[4])]
    assert len(named) > 80
    assert [
        word
        for word in named
        if word not in modules and not re.search(rf"\b{re.escape(word)}\b", code)
    ] == []


@pytest.fixture
def catalogue_entry() -> dict[str, Any]:
    entry: dict[str, Any] = yaml.safe_load(_text("publiccode.yml"))
    return entry


def test_the_catalogue_entry_has_what_publiccode_asks_for(catalogue_entry: dict[str, Any]) -> None:
    assert catalogue_entry["publiccodeYmlVersion"] == "0.4"
    for key in (
        "name",
        "url",
        "platforms",
        "categories",
        "developmentStatus",
        "softwareType",
        "legal",
        "localisation",
    ):
        assert catalogue_entry[key], key
    assert catalogue_entry["legal"]["license"] == "Apache-2.0"
    assert catalogue_entry["maintenance"]["contacts"]
    for told in catalogue_entry["description"].values():
        assert len(told["shortDescription"]) <= 150
        assert 150 <= len(told["longDescription"]) <= 10_000
        assert told["features"]
    pictures = [
        name
        for told in catalogue_entry["description"].values()
        for name in told.get("screenshots", [])
    ]
    assert [name for name in pictures if not (HERE / name).is_file()] == []


@pytest.mark.parametrize("name", FOR_THE_OFFICE)
def test_what_only_the_office_knows_is_marked_and_nobody_is_made_up(name: str) -> None:
    text = _text(name)
    assert TO_FILL_IN in text
    assert MAIL.findall(text) == []


def test_the_entry_names_no_repository_and_nobody(catalogue_entry: dict[str, Any]) -> None:
    assert ".invalid/" in catalogue_entry["url"]  # a name that can never be somebody's
    assert [
        contact
        for contact in catalogue_entry["maintenance"]["contacts"]
        if TO_FILL_IN not in contact["name"]
    ] == []


def test_no_file_names_a_machine_or_an_index_of_packages() -> None:
    found = [
        f"{path.relative_to(HERE)}: {match.group(0).strip()}"
        for path in _tracked()
        if "vendor" not in path.parts and "assets" not in path.parts
        for match in [NOT_OURS.search(path.read_text("utf-8"))]
        if match
    ]
    assert found == []


def test_every_target_of_make_says_what_it_does_in_both_languages() -> None:
    makefile = _text("Makefile")
    (targets,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    told = set(re.findall(r"^([a-z]+):.*## \S.* \| \S", makefile, re.MULTILINE))
    assert sorted(set(targets.split()) ^ told) == []


def test_lock_files_hold_versions_with_hashes_and_nothing_else() -> None:
    for path in sorted(HERE.glob("requirements*.txt")):
        lines = [
            line
            for line in path.read_text("utf-8").splitlines()
            if line and not line.startswith(("    ", "#"))
        ]
        assert [
            line for line in lines if not re.match(r"[a-z0-9][\w.-]*==\S+ .*\\$", line)
        ] == [], path.name
