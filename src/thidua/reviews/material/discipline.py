"""Discipline of the year, as the year's sheet of facts has it: it is known before the rating."""

from django.utils.translation import gettext as _

from thidua.facts.models import FactSheet
from thidua.language import Text
from thidua.reviews.material import Asked, Material, MaterialKind
from thidua.reviews.material.words import both, in_vietnamese
from thidua.roster.identity import entry_of
from thidua.vocabulary import Discipline

OF_BODIES = ("committee_disciplined", "collective_disciplined")


def read_discipline(asked: Asked) -> list[Material]:
    """The discipline that is known; nothing where there is none, and nothing where nobody has said.

    Whoever may read a subject's review knows the facts of their rating."""
    entry = entry_of(asked.campaign, asked.key)
    sheet = FactSheet.objects.filter(pk=entry.pk).first() if entry else None
    known = sheet.known if sheet else {}
    found = known.get("discipline")
    if found and found != Discipline.NONE:
        return [_of_person(Discipline(found))]
    return [_of_body()] if any(known.get(name) is True for name in OF_BODIES) else []


def _of_person(word: Discipline) -> Material:
    title = word.title
    sentence = in_vietnamese(
        lambda: _("Trong năm bị kỷ luật: {form}").format(form=title.vi.lower())
    )
    return _discipline(sentence, both(lambda: str(title).lower()))


def _of_body() -> Material:
    sentence = in_vietnamese(lambda: _("Trong năm có tổ chức, tập thể bị kỷ luật"))
    return _discipline(sentence, both(lambda: _("có kỷ luật")))


def _discipline(sentence: str, value: Text) -> Material:
    return Material(
        MaterialKind.DISCIPLINE,
        "year",
        "KL 1",
        str(both(lambda: _("Kỷ luật trong năm"))),
        value,
        value,
        sentence,
        against=True,
    )
