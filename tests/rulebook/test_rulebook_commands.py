"""The commands over the rulebook, and its independence from the framework the site is made with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from tests.commands import run_command
from thidua.cli.explain import COMMANDS
from thidua.language import Language, speaking
from thidua.rulebook import Framework, Library, packaged_awards, packaged_layers

BY_NAME = {command.name: command for command in COMMANDS}


def run(*words: str, given: str | None = None, language: Language = "vi") -> Result:
    with speaking(language):
        return run_command(BY_NAME[words[0]], words[1:], input=given)


@pytest.fixture
def facts_file(tmp_path: Path, member_facts: dict[str, object]) -> str:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({**member_facts, "year_tasks": "Tốt"}), "utf-8")
    return str(file)


def test_explain_speaks_the_readers_language(facts_file: str) -> None:
    assert "→ Hoàn thành tốt nhiệm vụ" in run("explain", "hd21_2019/member", facts_file).output
    assert "→ Good" in run("explain", "hd21_2019/member", facts_file, language="en").output


def test_explain_in_json_and_from_standard_input(facts_file: str) -> None:
    result = run(
        "explain", "hd21_2019/member", "-", "--json", given=Path(facts_file).read_text("utf-8")
    )
    assert json.loads(result.output)["level"] == "good"


def test_explain_with_a_layer_and_a_file_of_ones_own(
    facts_file: str, member: Framework, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(member.to_yaml().replace("version: 2", "version: 7"), "utf-8")
    result = run("explain", str(file), facts_file, "--layer", "hai_duong_2021", "--json")
    assert json.loads(result.output)["version"] == 7


@pytest.mark.parametrize(
    ("framework", "facts", "message"),
    [
        ("hd21_2019/membr", "{}", "hd21_2019/member"),
        ("hd21_2019/member", "[]", "cần một bảng"),
        ("hd21_2019/member", "{", "không đúng JSON"),
        ("hd21_2019/member", '{"dutys": 1}', "duties"),
        ("hd21_2019/member", '{"targets_done": 101}', "từ 0 đến 100"),
        ("nowhere.yaml", "{}", "không đọc được nowhere.yaml"),
    ],
)
def test_what_cannot_be_explained_is_said_without_a_traceback(
    framework: str, facts: str, message: str
) -> None:
    result = run("explain", framework, "-", given=facts)
    assert result.exit_code == 1
    assert message in result.output


def test_an_unknown_layer_is_named(facts_file: str) -> None:
    assert "hai_duong_2021" in run("explain", "hd21_2019/member", facts_file, "--layer", "x").output


def test_show_list_and_schema() -> None:
    assert run("framework", "show", "hd21_2019/leader").output.startswith("id: hd21_2019/leader")
    assert len(run("framework", "list").output.splitlines()) == 4
    assert json.loads(run("framework", "schema").output)["title"] == "Framework"


def test_check_reports_every_faulty_file(tmp_path: Path, member: Framework) -> None:
    good, bad, worse = (tmp_path / name for name in ("good.yaml", "bad.yaml", "worse.yaml"))
    good.write_text(member.to_yaml(), "utf-8")
    bad.write_text(member.to_yaml().replace("source: hd21", "source: hd99"), "utf-8")
    worse.write_text("id: [", "utf-8")
    assert run("framework", "check", str(good)).exit_code == 0
    result = run("framework", "check", str(good), str(bad), str(worse), language="en")
    assert result.exit_code == 1
    assert "good.yaml: fine" in result.output
    assert "bad.yaml: prerequisites.0.cite.source: unknown source “hd99”" in result.output
    assert "worse.yaml: line 1: not valid YAML" in result.output


TEXTS = {
    "a framework": Library.packaged()["hd21_2019/member"].to_yaml(),
    "a layer": packaged_layers()["hai_duong_2021"].to_yaml(),
    "a book of awards": packaged_awards().to_yaml(),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_every_kind_of_text_is_checked_and_shown(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "text.yaml"
    file.write_text(TEXTS[kind], "utf-8")

    checked = run("framework", "check", str(file), language="en")

    assert checked.exit_code == 0, checked.output
    assert "text.yaml: fine (" in checked.output
    assert run("framework", "show", str(file)).output == TEXTS[kind]


def test_the_packaged_book_and_layers_are_shown_by_their_names() -> None:
    assert run("framework", "show", "hd21_2019/awards").output == TEXTS["a book of awards"]
    assert run("framework", "show", "hai_duong_2021").output == TEXTS["a layer"]
    unknown = run("framework", "show", "hd21_2019/award")
    assert unknown.exit_code == 1
    assert "hd21_2019/awards" in unknown.output


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        (
            "a layer",
            "hd21_2019/member",
            "hd21_2019/membr",
            "unknown framework “hd21_2019/membr”",
        ),
        ("a layer", "applies_to:\n", "applies_to:\n- hd25/member\n", "applies_to.0: unknown"),
        ("a book of awards", "source: hd56", "source: hd57", "unknown source “hd57”"),
        ("a book of awards", "id: hd21_2019/awards", "id: hd25/awards", "hd21_2019/awards"),
        ("a book of awards", "forms:", "form:", "form: unknown key"),
    ],
)
def test_what_cannot_be_used_is_said_by_the_check(
    kind: str, old: str, new: str, said: str, tmp_path: Path
) -> None:
    assert old in TEXTS[kind]
    file = tmp_path / "text.yaml"
    file.write_text(TEXTS[kind].replace(old, new), "utf-8")

    result = run("framework", "check", str(file), language="en")

    assert result.exit_code == 1
    assert f"{file}: " in result.output
    assert said in result.output


def test_a_layer_may_be_checked_together_with_its_own_framework(tmp_path: Path) -> None:
    framework, layer = tmp_path / "member.yaml", tmp_path / "layer.yaml"
    framework.write_text(TEXTS["a framework"].replace("hd21_2019/", "hd99_2030/", 1), "utf-8")
    layer.write_text(
        TEXTS["a layer"].replace("applies_to:\n", "applies_to:\n- hd99_2030/member\n", 1), "utf-8"
    )
    assert "hd99_2030/member" in run("framework", "check", str(layer)).output
    assert "applies_to" not in run("framework", "check", str(layer), str(framework)).output


def test_the_rulebook_never_imports_django() -> None:
    code = "import sys, thidua.rulebook, thidua.cli.rulebook; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0  # noqa: S603
