"""The rulebook: regulations as data, the engine that applies them, and the reasons it gives. No
Django.

The whole public API is what this module exports; `docs/rulebook.md` shows it at a glance.
"""

from thidua.rulebook.award_facts import Past
from thidua.rulebook.award_rules import (
    AwardBook,
    AwardCheck,
    check_award,
    load_awards,
    packaged_awards,
)
from thidua.rulebook.conditions.terms import OpenParameterError
from thidua.rulebook.encoding import decode, encode, encode_subject
from thidua.rulebook.engine import OUTCOME, classify, condition_ids, count_children
from thidua.rulebook.errors import (
    FactError,
    FrameworkError,
    NoFrameworkInForceError,
    Problem,
    RulebookError,
)
from thidua.rulebook.explanation import Explanation, explain, explain_each, explain_several
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.framework import Framework, json_schema, load_framework
from thidua.rulebook.layers import Layer, bind, load_layer
from thidua.rulebook.library import Library, packaged_layers
from thidua.rulebook.quota import ceiling, pool_keys, pool_subjects, pools
from thidua.rulebook.reasons import Reason
from thidua.rulebook.standing import standing
from thidua.rulebook.tree import rate_tree
from thidua.rulebook.years import consecutive_years, levels_over_reorganisations

__all__ = [
    "OUTCOME",
    "AwardBook",
    "AwardCheck",
    "Explanation",
    "FactError",
    "FactSpec",
    "Framework",
    "FrameworkError",
    "Layer",
    "Library",
    "NoFrameworkInForceError",
    "OpenParameterError",
    "Past",
    "Problem",
    "Reason",
    "RulebookError",
    "bind",
    "ceiling",
    "check_award",
    "classify",
    "condition_ids",
    "consecutive_years",
    "count_children",
    "decode",
    "encode",
    "encode_subject",
    "explain",
    "explain_each",
    "explain_several",
    "json_schema",
    "levels_over_reorganisations",
    "load_awards",
    "load_framework",
    "load_layer",
    "packaged_awards",
    "packaged_layers",
    "pool_keys",
    "pool_subjects",
    "pools",
    "rate_tree",
    "standing",
]
