"""A Word file to begin a template with: every name of a form, as a template writes it."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document

from thidua.form_templates.forms_known import FillableForm

ROWS = "[]"


def beginning_of(form: FillableForm) -> bytes:
    """A paper that prints every value of the form, each on a line with what it is."""
    paper = Document()
    paper.add_heading(form.title.vi, level=1)
    for line in lines_of(form):
        paper.add_paragraph(line)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def lines_of(form: FillableForm) -> Iterator[str]:
    """The lines of the template: the rows of a list between the marks that repeat them."""
    within = ""
    for name, title in form.names.items():
        listed, _, of_row = name.partition(f"{ROWS}.")
        holder = listed if of_row else ""
        if holder != within:
            if within:
                yield "{%p endfor %}"
            if holder:
                yield f"{{%p for dong in {holder} %}}"
            within = holder
        yield f"{title.vi}: {{{{ {f'dong.{of_row}' if of_row else name} }}}}"
    if within:
        yield "{%p endfor %}"
