"""The rulebook: regulations as data, the engine that applies them, and the reasons it gives. No Django.

The whole public API is what this module exports; `docs/rulebook.md` shows it at a glance.
"""

from thidua.rulebook.codes import (
    NOT_APPLICABLE,
    Body,
    Discipline,
    Grade,
    Level,
    MembershipStatus,
    Outcome,
    SubjectType,
    Tier,
    UnknownWordError,
)
from thidua.rulebook.conditions.terms import OpenParameterError
from thidua.rulebook.engine import OUTCOME, classify, condition_ids, count_children, standing
from thidua.rulebook.errors import FactError, FrameworkError, NoFrameworkInForceError, Problem, RulebookError
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.framework import Framework, json_schema, load_framework
from thidua.rulebook.layers import Layer, bind, load_layer
from thidua.rulebook.library import Library, packaged_layers
from thidua.rulebook.quota import ceiling, pool_keys, pools

__all__ = [
    "NOT_APPLICABLE", "OUTCOME", "Body", "Discipline", "FactError", "FactSpec", "Framework", "FrameworkError", "Grade",
    "Layer", "Level", "Library", "MembershipStatus", "NoFrameworkInForceError", "OpenParameterError", "Outcome",
    "Problem", "RulebookError", "SubjectType", "Tier", "UnknownWordError", "bind", "ceiling", "classify",
    "condition_ids", "count_children", "json_schema", "load_framework", "load_layer", "packaged_layers", "pool_keys",
    "pools", "standing",
]  # fmt: skip
