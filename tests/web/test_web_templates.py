"""Templates can be reviewed line by line, and name only templates and components that there are."""

import re

from django.http import QueryDict
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from thidua.language import speaking
from thidua.vocabulary import Level
from thidua.web.components import Rung, Strip, YearLevel
from thidua.web.templatetags.thidua import toggle_query
from tools.templates import TEMPLATES, too_long

_NAMED = re.compile(r'\{% (?:include|extends) "([^"]+)"')


def test_no_line_of_a_template_is_too_long() -> None:
    assert list(too_long()) == []


def test_every_template_compiles_and_so_do_those_it_names() -> None:
    assert len(TEMPLATES) > 150
    for path in TEMPLATES:
        get_template(str(path).rpartition("/templates/")[2])
        for name in _NAMED.findall(path.read_text("utf-8")):
            get_template(name)


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
