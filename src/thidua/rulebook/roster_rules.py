"""What of a framework settles who is rated and what is taken from the roster for it.

Where two texts agree in this, a roster frozen under the first holds under the second.
"""

from thidua.rulebook.framework import Framework
from thidua.rulebook.texts import plain


def roster_rules(framework: Framework) -> object:
    """Who is excluded, the values in that, and the facts that the roster gives: to be compared."""
    text = plain(framework)
    excluded = text.get("subjects", {})
    used = [name for name in framework.parameters if f"'param': '{name}'" in str(excluded)]
    given = {name: spec for name, spec in text["facts"].items() if spec.get("given_by") == "roster"}
    return excluded, {name: framework.setting(name) for name in used}, given
