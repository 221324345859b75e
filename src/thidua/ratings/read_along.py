"""What rooms above read with one subject, in the question that reads it: its page asks no more."""

from collections.abc import Callable

from django.db.models.expressions import BaseExpression, Combinable

from thidua.web.registry import Registry

Along = tuple[str, Callable[[], BaseExpression | Combinable]]

READ_ALONG: Registry[Along] = Registry("what is read with one subject")
"""The name of an attribute of the roster entry, and the expression that fills it."""
