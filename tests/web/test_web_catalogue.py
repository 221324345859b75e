"""Every text of the pages has an English one, and the compiled catalogue is the written one."""

import gettext
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.web.catalogue import catalogues, compiled, misplaced, missing, read, read_all, wanted

_VARIABLE = re.compile(r"%\(\w+\)s|\{\w+\}")


def test_every_text_asked_for_has_an_english_one() -> None:
    assert missing() == {}


def test_the_search_for_texts_finds_some_of_every_kind() -> None:
    found = wanted()
    assert {"Việc của tôi", "Kết quả năm %(year)s", "Tên đăng nhập", "Đảng viên"} <= set(found)


def test_each_text_lies_with_the_room_that_asks_for_it() -> None:
    """What several rooms ask for lies in `web`; what nobody asks for lies nowhere."""
    assert list(misplaced()) == [], "run: python -m tests.web.catalogue"


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parents[3].name)
def test_the_compiled_catalogue_is_the_written_one(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(read(path)), (
        "run: python -m tests.web.catalogue"
    )


def test_no_two_rooms_translate_a_text_differently() -> None:
    told: dict[str, str] = {}
    for path in catalogues():
        for text, english in read(path).items():
            assert not text or told.setdefault(text, english) == english


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parents[3].name)
def test_a_catalogue_has_each_text_once(path: Path) -> None:
    entries = re.findall(r'^(?:msgctxt .*\n)?msgid ".+"$', path.read_text("utf-8"), re.MULTILINE)
    assert [entry for entry, number in Counter(entries).items() if number > 1] == []


def test_gettext_reads_the_compiled_catalogue() -> None:
    web = next(path for path in catalogues() if path.parents[3].name == "web")
    with web.with_suffix(".mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Thứ hai") == "Monday"


def test_a_translation_keeps_the_variables_of_its_text() -> None:
    for text, english in read_all().items():
        assert sorted(_VARIABLE.findall(text)) == sorted(_VARIABLE.findall(english)), text


def test_a_text_with_two_numbers_is_read_and_compiled(tmp_path: Path) -> None:
    written = tmp_path / "x.po"
    written.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; '
        'plural=(n != 1);\\n"\n\n'
        'msgid "%(n)s dòng"\nmsgid_plural "%(n)s dòng"\nmsgstr[0] "%(n)s row"\nmsgstr[1] "%(n)s '
        '"\n"rows"\n',
        "utf-8",
    )
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled(read(written))))
    assert [catalogue.ngettext("%(n)s dòng", "%(n)s dòng", n) for n in (1, 2)] == [
        "%(n)s row",
        "%(n)s rows",
    ]


def test_a_text_may_have_another_translation_in_a_context(tmp_path: Path) -> None:
    written = tmp_path / "x.po"
    written.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Đảng viên"\nmsgstr "Party member"\n\n'
        'msgctxt "portal"\nmsgid "Đảng viên"\nmsgstr "Members"\n',
        "utf-8",
    )
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled(read(written))))
    assert catalogue.gettext("Đảng viên") == "Party member"
    assert catalogue.pgettext("portal", "Đảng viên") == "Members"
    assert "portal\4Đảng viên" in wanted()
