"""What scripts say stands beside them, in the reader's language, under the keys that they read."""

import json
import re
from pathlib import Path

import pytest
from django.template import engines

from thidua.language import Language, speaking
from thidua.web.scripts import SCRIPTS, ScriptTexts

SOURCE = Path(__file__).parents[2] / "src" / "thidua"
KEY = re.compile(r"\bTEXTS\.(\w+)")
BLOCK = re.compile(r'<script id="texts-board" type="application/json">(.*?)</script>')


@pytest.mark.parametrize(("language", "undone"), [("vi", "Đã hoàn tác."), ("en", "Undone.")])
def test_the_block_is_in_the_readers_language(language: Language, undone: str) -> None:
    with speaking(language):
        html = engines["django"].from_string('{% script "board" %}').render()

    block = BLOCK.search(html)
    assert block is not None
    assert json.loads(block[1])["undone"] == undone
    assert re.search(r'<script src="[^"]*thidua/js/board[^"]*\.js" defer></script>', html)


def test_a_script_that_says_nothing_has_no_block() -> None:
    assert "texts-" not in engines["django"].from_string('{% script "frame" %}').render()


@pytest.mark.parametrize("spoken", list(SCRIPTS), ids=lambda spoken: spoken.name)
def test_every_text_that_a_script_reads_is_handed_in(spoken: ScriptTexts) -> None:
    [path] = SOURCE.glob(f"*/static/thidua/js/{spoken.name}.js")

    assert set(KEY.findall(path.read_text("utf-8"))) <= set(spoken.texts)


def test_a_script_with_texts_is_written_by_its_tag_alone() -> None:
    """A page that names the file itself has no block, and the script ends at once."""
    names = "|".join(spoken.name for spoken in SCRIPTS)
    by_hand = re.compile(rf"thidua/js/(?:{names})\.js")
    found = [path.name for path in SOURCE.rglob("*.html") if by_hand.search(path.read_text())]

    assert found == []
