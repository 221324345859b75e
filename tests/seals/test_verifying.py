"""Walking the chain: the first broken link is named, what went by a rule is not broken."""

import datetime as dt
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from django.db import transaction

from tests.seals.conftest import Room
from thidua.cli import main
from thidua.db.frames import execute
from thidua.language import Text, speaking
from thidua.seals.models import Link
from thidua.seals.sources import Content, Erased
from thidua.seals.verifying import last, look_for, verify, verify_and_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(room: Room) -> Room:
    for key in "abc":
        room.seal(key, {"said": key})
    return room


def behind_the_databases_back(statement: str) -> None:
    """What somebody with the rights of the server can do: past the triggers."""
    with transaction.atomic():
        execute("SET LOCAL session_replication_role = replica")
        execute(statement)
        execute("SET LOCAL session_replication_role = DEFAULT")


def test_a_chain_that_nobody_touched_holds(three: Room) -> None:
    found = verify()
    assert (found.links, found.whole, found.told) == (3, True, [])
    assert found.head == Link.objects.get(position=3)


def test_nothing_sealed_is_not_broken(room: Room) -> None:
    found = verify()
    assert (found.links, found.head, found.whole) == (0, None, True)


def _changed_content(room: Room) -> None:
    before = room.kept["b"]
    assert isinstance(before, Content)
    room.kept["b"] = before._replace(content=b'{"said":"B"}')


def _changed_salt(room: Room) -> None:
    before = room.kept["b"]
    assert isinstance(before, Content)
    room.kept["b"] = before._replace(salt=bytes(32))


def _swapped(room: Room) -> None:
    room.kept["b"], room.kept["c"] = room.kept["c"], room.kept["b"]


CHANGES: dict[str, tuple[str | Callable[[Room], object], int, str]] = {
    "content": (_changed_content, 2, "content was changed"),
    "salt": (_changed_salt, 2, "content was changed"),
    "content gone": (lambda room: room.kept.pop("b"), 2, "content is gone"),
    "digest": ("UPDATE seals_link SET digest = previous WHERE position = 2", 2, "link was changed"),
    "time": (
        "UPDATE seals_link SET sealed_at = sealed_at - interval '1 day' WHERE position = 2",
        2,
        "link was changed",
    ),
    "hash": ("UPDATE seals_link SET hash = digest WHERE position = 1", 1, "link was changed"),
    "link gone": ("DELETE FROM seals_link WHERE position = 2", 3, "link 2 is missing"),
    "links swapped": (
        "UPDATE seals_link SET position = -2 WHERE position = 2;"
        "UPDATE seals_link SET position = 2 WHERE position = 3;"
        "UPDATE seals_link SET position = 3 WHERE position = -2",
        2,
        "does not follow the link before it",
    ),
    "contents swapped": (_swapped, 2, "content was changed"),
    "key": ("UPDATE seals_link SET key = 'd' WHERE position = 3", 3, "link was changed"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_first_broken_link_is_named(three: Room, change: str) -> None:
    do, position, what = CHANGES[change]
    if isinstance(do, str):
        behind_the_databases_back(do)
    else:
        do(three)
    broken = verify().broken
    assert broken is not None
    assert (broken.position, broken.kind) == (position, "note")
    assert broken.text.en.startswith(f"link {position} (note {broken.key}) is broken: ")
    assert what in broken.text.en
    assert broken.text.vi.startswith(f"mắt xích {position} (ghi chú {broken.key}) không khớp: ")


def test_of_two_broken_links_the_first_is_named(three: Room) -> None:
    three.kept.pop("c")
    three.kept.pop("b")
    found = verify()
    assert found.broken is not None
    assert (found.broken.key, found.links) == ("b", 1)


def test_a_link_put_in_anew_with_all_hashes_after_it_shows_by_a_head_in_other_hands(
    three: Room,
) -> None:
    printed = Link.objects.get(position=3).printed
    behind_the_databases_back("DELETE FROM seals_link WHERE position >= 2")
    three.seal("b2", {"said": "other"})
    three.seal("c2", {"said": "c"})
    assert verify().whole
    there, text = look_for(printed)
    assert not there
    assert "mắt xích 3 ở đây có mã khác" in text.vi


def test_what_went_by_a_rule_is_said_and_not_broken(three: Room) -> None:
    rule = Text("quy trình, mục 7", "the procedure, item 7")
    three.kept["b"] = Erased(rule, dt.date(2023, 5, 2))
    found = verify()
    assert found.whole
    assert [text.vi for text in found.told] == [
        "mắt xích 2 (ghi chú b): nội dung đã xoá ngày 02/05/2023 theo quy trình, mục 7"
    ]


def test_what_is_in_use_and_differs_is_told(three: Room) -> None:
    three.changed["a"] = Text("mức khác", "another level")
    found = verify()
    assert not found.whole
    assert found.broken is None
    assert "mức khác" in found.told[0].vi


def test_what_was_finished_before_there_were_seals_is_said_and_not_broken(three: Room) -> None:
    three.before = Text("năm 2019 chưa có niêm phong", "2019 has no seals")
    assert (verify().whole, verify().told) == (True, [three.before])


def test_an_end_cut_off_shows_at_the_next_walk(three: Room) -> None:
    verify_and_note("Lê An")
    behind_the_databases_back("DELETE FROM seals_link WHERE position = 3")
    found = verify_and_note("Lê An")
    assert not found.whole
    assert "phần cuối đã bị cắt" in found.told[0].vi
    noted = last()
    assert noted is not None
    assert (noted.by, noted.links, noted.whole) == ("Lê An", 2, False)


def test_a_backup_older_than_the_paper_shows(three: Room) -> None:
    printed = Link.objects.get(position=3).printed
    behind_the_databases_back("DELETE FROM seals_link WHERE position = 3")
    there, text = look_for(printed)
    assert not there
    assert "dừng ở mắt xích 2" in text.vi
    assert "older than the paper" in text.en


@pytest.mark.parametrize(
    "typed", ["{printed}", "{hash}", "{short}", " {upper} ", "2:{hash}", "{spaced}"]
)
def test_a_head_is_found_however_it_is_typed(three: Room, typed: str) -> None:
    link = Link.objects.get(position=2)
    words = {
        "printed": link.printed,
        "hash": link.hash,
        "short": link.short,
        "upper": link.hash.upper(),
        "spaced": " ".join(link.hash[at : at + 4] for at in range(0, 64, 4)),
    }
    there, text = look_for(typed.format(**words))
    assert there, text.en
    assert "mắt xích 2 (ghi chú b)" in text.vi
    assert "thêm 1 mắt xích" in text.vi


@pytest.mark.parametrize("typed", ["", "xyz", "2", "9f3c", "…a17e", "0" * 65])
def test_what_is_no_head_is_told_so(three: Room, typed: str) -> None:
    there, text = look_for(typed)
    assert not there
    assert "không phải mã niêm phong" in text.vi


def test_the_command_ends_with_1_when_something_is_broken(three: Room) -> None:
    with speaking("en"):
        good = CliRunner().invoke(main, ["seals", "verify"])
        three.kept.pop("b")
        bad = CliRunner().invoke(main, ["seals", "verify"])
    assert good.exit_code == 0, good.output
    assert bad.exit_code == 1
    assert "3" in good.output
