"""Answers that name an organisation in words: as its code, or a sentence naming the near ones."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from thidua.exchange.shape_errors import AnswersRefusedError
from thidua.matching.mapping import BLANK
from thidua.matching.questions import Question
from thidua.organisations.models import Organisation
from thidua.organisations.names_found import OrganisationNames
from thidua.organisations.queries import root_path

Answers = dict[str, dict[str, str]]


def by_codes(
    questions: Iterable[Question],
    given: Mapping[str, Mapping[str, str]],
    *,
    unit: Organisation | None,
) -> Answers:
    """The answers with the code of each organisation that was written instead of chosen, in the
    part that the upload is of. Raises AnswersRefusedError where no organisation, or more than one,
    is meant.
    """
    written = {
        (question.id, part.key): given[question.id][part.key]
        for question in questions
        if question.free == "organisation"
        for part in question.parts
        if given.get(question.id, {}).get(part.key, BLANK)
        not in {"", BLANK, *(option.value for option in part.options)}
    }
    answers = {question: dict(parts) for question, parts in given.items()}
    if not written:
        return answers
    names = OrganisationNames([unit.path if unit else root_path()], on=timezone.localdate())
    found = names.find("organisation", sorted(set(written.values())))
    for (question, part), name in written.items():
        if not found[name].code:
            near = [f"{one.name} ({one.code})" for one in found[name].near]
            raise AnswersRefusedError.no_organisation(name, near)
        answers[question][part] = found[name].code
    return answers
