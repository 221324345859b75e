"""What a room refuses is told plainly wherever it ends up: one base, one answer a surface."""

import importlib
import pkgutil

import click
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

import thidua
from tests.commands import run_command
from thidua.api.problems import HANDLERS
from thidua.config.urls import urlpatterns as site_urls
from thidua.errors import RefusedError
from thidua.language import Text

WHY = Text("chưa chốt danh sách năm 2021", "the roster of 2021 is not frozen")


def refuse(request: HttpRequest) -> HttpResponse:
    raise RefusedError(WHY)


urlpatterns = [path("refuse", refuse), *site_urls]


def test_a_command_says_it_in_one_sentence_and_ends_with_1() -> None:
    @click.command("refuse")
    def command() -> None:
        raise RefusedError(WHY)

    found = run_command(command)
    assert found.exit_code == 1
    assert found.output.endswith(f": {WHY}\n")


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_says_it_in_the_reader_s_language() -> None:
    client = Client(raise_request_exception=True)
    vi = client.get("/refuse")
    client.cookies["django_language"] = "en"
    en = client.get("/refuse")
    assert (vi.status_code, en.status_code) == (409, 409)
    assert "Chưa chốt danh sách năm 2021." in vi.content.decode()
    assert "The roster of 2021 is not frozen." in en.content.decode()


def test_the_api_answers_with_a_problem_in_words() -> None:
    answer = HANDLERS[RefusedError](RequestFactory().get("/"), RefusedError(WHY))
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert "Chưa chốt danh sách năm 2021." in answer.content.decode()


ROOMS = sorted(found.name for found in pkgutil.iter_modules(thidua.__path__) if found.ispkg)


@pytest.mark.parametrize("room", ROOMS)
def test_every_error_of_a_room_s_errors_is_one(room: str) -> None:
    """A bug of the caller is none: it is a plain ValueError and stands in no `errors`."""
    name = f"thidua.{room}.errors"
    if importlib.util.find_spec(name) is None:
        return
    module = importlib.import_module(name)
    own = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == name]
    others = [
        one for one in own if issubclass(one, Exception) and not issubclass(one, RefusedError)
    ]
    assert others == []
