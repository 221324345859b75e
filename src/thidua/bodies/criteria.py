"""The criteria that a body may look after: those that frameworks of organisations grade."""

from thidua.language import Text
from thidua.rulebook.library import Library
from thidua.vocabulary import SubjectType


def known_criteria() -> dict[str, Text]:
    """Those of every packaged framework of organisations, by id, in the order of the text."""
    return {
        name: spec.title
        for framework in Library.packaged()
        if framework.subject is SubjectType.ORGANISATION
        for name, spec in framework.terms.criteria.items()
    }
