"""Templates can be reviewed line by line, and name only templates and components that there are."""

import re

import pytest
from django.http import QueryDict
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from thidua.language import speaking
from thidua.vocabulary import Level
from thidua.web.components import Rung, Strip, YearLevel
from thidua.web.templatetags.thidua import maxlength, toggle_query
from tools.templates import TEMPLATES, too_long

_LONGEST = re.compile(r'\{% maxlength "([^"]+)" %\}')
_NAMED = re.compile(r'\{% (?:include|extends) "([^"]+)"')


def test_no_line_of_a_template_is_too_long() -> None:
    assert list(too_long()) == []


def test_every_template_compiles_and_so_do_those_it_names() -> None:
    assert len(TEMPLATES) > 150
    for path in TEMPLATES:
        get_template(str(path).rpartition("/templates/")[2])
        for name in _NAMED.findall(path.read_text("utf-8")):
            get_template(name)


def test_the_longest_text_of_an_input_is_that_of_its_form() -> None:
    names = []
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        assert not re.search(r"maxlength\s*=", text), f"{path.name}: write {{% maxlength … %}}"
        names += [
            (path.parts[path.parts.index("templates") - 1], name) for name in _LONGEST.findall(text)
        ]
    assert len(names) > 30
    for room, name in names:
        assert re.fullmatch(r'maxlength="[1-9][0-9]*"', maxlength(name)), name
        assert name.split(".")[0] in {room, "web"}, f"{room} names a form of another room: {name}"


def test_a_field_without_a_longest_text_has_no_maxlength() -> None:
    assert maxlength("decisions.forms.DecisionForm.number") == 'maxlength="60"'
    for wrong, error in (
        ("decisions.forms.DecisionForm.decided_on", KeyError),
        ("decisions.forms.DecisionForm.no_such", KeyError),
        ("decisions.forms.NoForm.number", ImportError),
    ):
        with pytest.raises(error):
            maxlength(wrong)


def test_a_page_is_sent_without_the_indentation_of_its_template() -> None:
    drawn = render_to_string("components/mark.html", {"outcome": "met"})
    assert "hidden-text" in drawn
    assert re.search(r"^[ \t]", drawn, re.MULTILINE) is None


def _toggled(query: str, **choice: str) -> QueryDict:
    request = RequestFactory().get(f"/?{query}")
    return QueryDict(toggle_query(Context({"request": request}), **choice).removeprefix("?"))


def test_a_choice_is_let_go_where_it_is_the_one_chosen() -> None:
    assert _toggled("kind=member&page=3", form="a").dict() == {"kind": "member", "form": "a"}
    assert _toggled("kind=member&form=a", form="b").dict() == {"kind": "member", "form": "b"}
    assert _toggled("kind=member&form=a", form="a").dict() == {"kind": "member"}


def test_a_strip_is_read_aloud_in_the_reader_s_language() -> None:
    strip = Strip((YearLevel(2020, Level.GOOD), YearLevel(2021)))
    with speaking("vi"):
        assert strip.in_words == "2020: Tốt, 2021: không có số liệu"
    with speaking("en"):
        assert strip.in_words == "2020: Good, 2021: no data"


def test_a_step_already_climbed_is_marked() -> None:
    assert Rung(Level.GOOD, "reached").css == "step is-reached at-good is-under"
    assert Rung(Level.OUTSTANDING, "above").css == "step is-above at-outstanding"
