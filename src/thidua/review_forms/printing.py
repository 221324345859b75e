"""The forms of a part of the tree as one file: Word, or PDF."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.documents.blocks import Paper
from thidua.documents.pdf import as_pdf_of_many
from thidua.documents.word import as_word_of_many
from thidua.form_templates.filling import filled
from thidua.frameworks.binding import bound_frameworks
from thidua.language import speaking
from thidua.organisations.models import Organisation
from thidua.organisations.queries import ancestors_of
from thidua.review_forms.gathering import (
    entries_to_print,
    posts_of,
    reviews_to_print,
    told_of_entries,
    told_of_reviews,
)
from thidua.review_forms.review_paper import review_paper
from thidua.review_forms.slip_paper import slip_paper
from thidua.review_forms.template_names import key_of_form
from thidua.review_forms.template_values import Values, review_values, slip_values
from thidua.review_forms.whom import Keys, entries_of_keys, reviews_of
from thidua.reviews.form import form_of_review
from thidua.reviews.models import Review
from thidua.reviews.reading import whole
from thidua.roster.models import RosterEntry
from thidua.rulebook.review_form import Form
from thidua.vocabulary import SubjectType
from thidua.web.file_names import file_name
from thidua.web.paper_files import WORD, download

FILES: Mapping[str, tuple[Callable[[Sequence[Paper]], bytes], str]] = {
    "docx": (as_word_of_many, WORD),
    "pdf": (as_pdf_of_many, "application/pdf"),
}


@dataclass(frozen=True)
class Printed:
    """One paper, and what a template of the province may use of it; read only when asked for."""

    paper: Paper
    values: Callable[[], Values]


Rows = Sequence[Review | RosterEntry]


def rows_to_print(
    actor: Actor, campaign: Campaign, unit: Organisation, form: Form, *, only: Keys | None
) -> Rows:
    """What there is to print on one form under a unit: reviews that were sent, or rows of the
    year's list; `only`: of these subjects.
    """
    if form.headings:
        return reviews_of(reviews_to_print(actor, campaign, unit, form), only)
    return entries_of_keys(entries_to_print(campaign, unit, form), only)


def people_in(rows: Rows) -> tuple[int, ...]:
    """The people whom these papers are about, each once."""
    return tuple(dict.fromkeys(one.person_id for one in rows if one.person_id is not None))


def place_of(row: Review | RosterEntry, unit: Organisation) -> int:
    """The organisation under `unit` with which a paper lies: of a member who moved, where they
    stand now, or where they were when that lies elsewhere.
    """
    if isinstance(row, RosterEntry):
        return row.organisation_id
    here = str(getattr(row, "now_path", "")).startswith(unit.path)
    return int(getattr(row, "now", 0)) if here else row.cell_id


def papers_of(
    actor: Actor, campaign: Campaign, unit: Organisation, form: Form, *, only: Keys | None
) -> list[Paper]:
    """The papers on one form under a unit; `only`: of these subjects alone. Raises NotBoundError
    for slips of a year without frameworks.
    """
    rows = rows_to_print(actor, campaign, unit, form, only=only)
    return [one.paper for one in printed(campaign, form, rows)]


def printed(campaign: Campaign, form: Form, rows: Rows) -> list[Printed]:
    """Each row of a form as a paper, with its values. Raises as `papers_of`."""
    reviews = [one for one in rows if isinstance(one, Review)]
    if reviews:
        return _of_reviews(campaign, reviews)
    return _of_entries(campaign, [one for one in rows if isinstance(one, RosterEntry)], form)


def file_of(  # noqa: PLR0913  (a file says of whom, what and how)
    campaign: Campaign, form: Form, rows: Rows, extension: str, *, called: str, one: bool
) -> HttpResponse:
    """These rows as one file. `one`: of one subject, whose Word is by the province's own template
    where it has one; `called`: the name of the subject or the unit.
    """
    papers = printed(campaign, form, rows)
    make, content_type = FILES[extension]
    own = word_by_template(form, papers) if one and extension == "docx" else None
    content = own or make([paper.paper for paper in papers])
    name = file_name(f"Mẫu {form.id} {campaign.year}", called)
    return download(content, content_type, f"{name}.{extension}")


def review_by_template(review: Review) -> bytes | None:
    """The Word of one review by the province's own template; None: it has none for this form.
    Raises FormTemplateError.
    """
    form = form_of_review(review)
    return word_by_template(form, printed(review.campaign, form, [review]))


def word_by_template(form: Form, papers: Sequence[Printed]) -> bytes | None:
    """The Word of one subject by the province's own template; None: it has none, or these are
    papers of several. Raises FormTemplateError where the template does not go with these values.
    """
    if len(papers) != 1:
        return None
    with speaking("vi"):
        return filled(key_of_form(form.id), papers[0].values())


def _of_reviews(campaign: Campaign, reviews: Sequence[Review]) -> list[Printed]:
    posts = posts_of({one.person_id for one in reviews if one.person_id is not None})
    above = _Above()
    made = []
    with speaking("vi"):
        for review, told in zip(reviews, told_of_reviews(campaign, reviews), strict=True):
            text, held = whole(review), posts.get(review.person_id or 0, "")
            paper = review_paper(text, told, above=above.of(review.cell), posts=held)
            values = partial(review_values, paper.letterhead, text, told, posts=held)
            made.append(Printed(paper, values))
    return made


def _of_entries(campaign: Campaign, entries: Sequence[RosterEntry], form: Form) -> list[Printed]:
    frameworks = bound_frameworks(campaign)
    above = _Above()
    made = []
    with speaking("vi"):
        for entry, told in zip(entries, told_of_entries(campaign, entries), strict=True):
            framework = frameworks[SubjectType(entry.subject_type)]
            over = above.of(entry.organisation)
            paper = slip_paper(form, entry, told, framework, above=over)
            values = partial(slip_values, paper.letterhead, entry, told, framework)
            made.append(Printed(paper, values))
    return made


class _Above:
    """The organisations over others, each asked once."""

    def __init__(self) -> None:
        self.known: dict[int, list[Organisation]] = {}

    def of(self, organisation: Organisation) -> list[Organisation]:
        if organisation.pk not in self.known:
            self.known[organisation.pk] = list(ancestors_of(organisation))
        return self.known[organisation.pk]
