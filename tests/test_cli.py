"""The `thidua` command as somebody meets it: help in both languages, and an empty installation."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from tests.commands import run_command
from thidua.cli import LAZY, main
from thidua.cli.explain import explain


def thidua(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "thidua.cli", *words]
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"THIDUA_EMBEDDED_URL", "DATABASE_URL"}
    }
    return subprocess.run(  # noqa: S603  (our own command)
        command, env={**kept, **environment}, capture_output=True, text=True, check=False
    )


def test_help_is_vietnamese_and_english_on_request() -> None:
    vietnamese, english = (
        thidua("--help", THIDUA_LANG="vi").stdout,
        thidua("--help", THIDUA_LANG="en").stdout,
    )
    assert "Cách dùng:" in vietnamese
    assert "Nạp các tệp Excel của tỉnh." in vietnamese
    assert "Usage:" in english
    assert "Load a province's workbooks." in english


def test_help_lists_every_command() -> None:
    printed = CliRunner().invoke(main, ["--help"]).output
    assert [name for name in LAZY if f"  {name} " not in printed] == []


def test_an_empty_installation_answers_with_a_sentence_and_makes_its_own_tables(
    tmp_path: Path,
) -> None:
    home = str(tmp_path / "home")
    answer = thidua("figures", "2021", THIDUA_HOME=home, THIDUA_LANG="vi")
    assert answer.returncode == 1
    assert "2021" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_explain_wants_a_file_or_a_subject() -> None:
    answer = run_command(explain, ["hd21_2019/member"])
    assert answer.exit_code == 2
    assert "--subject" in answer.output
