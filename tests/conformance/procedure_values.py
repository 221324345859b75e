"""Conformance cases about the values of the procedure: days, shares, how votes count."""

from datetime import date
from typing import ClassVar

from tests.conformance.case import Answer, Case, Found
from thidua.rulebook.procedure_layer import stored
from thidua.rulebook.procedure_library import procedure_on


class ProcedureValueCase(Case):
    """A value of the procedure in force on a day, as it ships: what it is, where it stands, whether
    it was confirmed, and whether a locality may set it.
    """

    head: ClassVar[str] = "value"
    on: date
    value: str

    def found(self) -> Found:
        procedure = procedure_on(self.on)
        one = dict(procedure.values())[self.value]
        source = procedure.sources[one.cite.source].number if one.cite else "local"
        answer: Answer = {
            "is": stored(one),
            "source": source,
            "confirmed": one.confirmed,
            "settable": one.settable,
        }
        return Found(answer, lambda: f"{one.title.vi}\n{one.title.en}")
