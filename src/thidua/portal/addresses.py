"""Addresses of public pages, in both languages, and what is said of them to machines."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from thidua.language import Language

ENDING: dict[Language, str] = {"vi": "", "en": "_en"}


def address(name: str, language: Language, **parts: object) -> str:
    """The path of a public page in a language."""
    return reverse(name + ENDING[language], kwargs=parts)


@dataclass(frozen=True)
class Addresses:
    """One page's own address and its other language's, absolute, for canonical and hreflang
    links.
    """

    own: str
    vietnamese: str
    english: str
    other: str

    @classmethod
    def of(
        cls, request: HttpRequest, name: str, language: Language, **parts: object
    ) -> "Addresses":
        vi, en = (request.build_absolute_uri(address(name, each, **parts)) for each in ENDING)
        return cls(
            own=vi if language == "vi" else en,
            vietnamese=vi,
            english=en,
            other=address(name, "en" if language == "vi" else "vi", **parts),
        )
