"""Our texts and Django's speak one language at any moment: in requests, in the API, in jobs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from thidua.api.service import in_the_readers_language
from thidua.language import Language, current_language, speaking
from thidua.portal.serving import public
from thidua.web.middleware import LanguageMiddleware

SOURCE = Path(__file__).parents[2] / "src" / "thidua"
SETS_DJANGOS = re.compile(
    r"\btranslation\.(?:override|activate)\b|import .*\b(?:override|activate)\b"
)
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


def spoken(*_: object, **__: object) -> HttpResponse:
    return HttpResponse(f"{current_language()} {translation.get_language()}")


@LANGUAGES
def test_a_block_sets_both_and_gives_both_back(language: Language) -> None:
    before = (current_language(), translation.get_language())
    with speaking(language):
        assert (current_language(), translation.get_language()) == (language, language)
    assert (current_language(), translation.get_language()) == before


@LANGUAGES
@pytest.mark.parametrize(
    "answer",
    [
        lambda request, _: LanguageMiddleware(spoken)(request),
        lambda request, _: in_the_readers_language(spoken)(request),
        lambda request, language: public(spoken)(request, language=language),
    ],
    ids=["pages", "api", "portal"],
)
def test_a_request_is_answered_in_one_language(
    answer: Callable[[HttpRequest, Language], HttpResponse], language: Language
) -> None:
    request = RequestFactory().get("/", HTTP_ACCEPT_LANGUAGE=language)
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = language

    assert answer(request, language).content.decode() == f"{language} {language}"


@LANGUAGES
def test_work_in_another_thread_speaks_as_who_began_it(language: Language) -> None:
    """The worker runs its jobs so, in the language that it was started in."""
    with speaking(language):
        assert async_to_sync(sync_to_async(spoken, thread_sensitive=False))().content.decode() == (
            f"{language} {language}"
        )


def test_nothing_sets_djangos_language_alone() -> None:
    """`speaking` does; besides it, the start of a process."""
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if SETS_DJANGOS.search(path.read_text("utf-8"))
    }

    assert found == {"web/apps.py", "config/start.py"}, "use thidua.language.speaking"
