"""Who receives an objection: the committee above the one that decided."""

from thidua.acceptance.readers import reader_of
from thidua.objections.errors import ObjectionError
from thidua.organisations.models import Organisation
from thidua.organisations.queries import province


def above(decided: Organisation) -> Organisation:
    """The direct superior committee of whoever decided; above the province there is nobody: the
    province receives it itself, and other people than those who decided answer.

    Raises ObjectionError where there is none at all."""
    found = reader_of(decided) or province()
    if found is None:
        raise ObjectionError.nobody_above()
    return found
