"""Values for the pages of templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from thidua.form_templates.forms_known import FillableForm
from thidua.form_templates.models import FormTemplate
from thidua.language import Text


@dataclass(frozen=True)
class FormLine:
    """A form of the list, and the version that is in force (None: the product's own paper)."""

    title: Text
    href: str
    in_force: FormTemplate | None
    versions: int


@dataclass(frozen=True)
class NameLine:
    """A name that a template may use, as it is written there."""

    written: str
    title: Text
    of_rows: str
    """The list whose rows have it; "": it stands by itself."""


def form_lines(forms: Iterable[FillableForm], templates: Iterable[FormTemplate]) -> list[FormLine]:
    """The forms with what is in force."""
    held = list(templates)
    return [
        FormLine(
            form.title,
            reverse("form_template", kwargs={"form": form.key}),
            next((one for one in held if one.form == form.key and one.in_force), None),
            sum(one.form == form.key for one in held),
        )
        for form in forms
    ]


def name_lines(form: FillableForm) -> list[NameLine]:
    """The names of a form, in the order of the paper."""
    found = []
    for name, title in form.names.items():
        listed, _, of_row = name.partition("[].")
        written = f"dong.{of_row}" if of_row else name
        found.append(NameLine(f"{{{{ {written} }}}}", title, listed if of_row else ""))
    return found
