"""The forms that a template can be put for: each room hands in those that it prints."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.documents.word_templates import Plain
from thidua.language import Text
from thidua.web.registry import Registry


@dataclass(frozen=True)
class FillableForm:
    """A form that the product prints, and what a template of it may use.

    `names`: dotted names of the values and what they are, in the order of the paper; those of a
    list's rows begin with the list's name and `[]`, as `muc[].noi_dung`. `sample`: invented values
    for every name; a list has at least one row.
    """

    key: str
    title: Text
    names: Mapping[str, Text]
    sample: Mapping[str, Plain]


FORMS: Registry[FillableForm] = Registry("forms that a template can be put for")


def form_known(key: str) -> FillableForm | None:
    """The form of this key; None: no room prints it."""
    return next((form for form in FORMS if form.key == key), None)
