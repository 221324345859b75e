"""By what somebody writes or answers a review. A person writes their own; for whoever has no
account an officer of their cell types it; a collective's is written by officers at exactly that
unit.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.oneself import has_account, is_about
from thidua.accounts.permissions import Authority, authorise, grant_at
from thidua.campaigns.cells import cell_of
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.organisations.models import Organisation, Person
from thidua.organisations.queries import ancestors_of
from thidua.reviews.errors import ReviewError
from thidua.reviews.keys import place_of
from thidua.reviews.models import Review
from thidua.roster.identity import SubjectKey


def cell_of_review(review: Review) -> Organisation:
    """The unit that deals with it now: a person's cell of today, else the last one; of a collective
    its organisation, or what came out of it.
    """
    if review.person is None:
        return review.cell
    if review.stands_in is not None:
        return review.stands_in
    return cell_of(review.person, review.campaign) or review.cell


def authority_to_write(actor: Actor, review: Review) -> Authority:
    """By what the actor writes this review. Raises ReviewError, PermissionDenied."""
    if review.person is None:
        return _of_collective(actor, review.cell)
    return _of_person(actor, review.person, cell_of_review(review))


def place_to_begin(
    actor: Actor, campaign: Campaign, key: SubjectKey
) -> tuple[Authority, Organisation]:
    """By what the actor begins the review of a key (`keys.review_key`), and the unit it belongs to.
    Raises ReviewError (no cell, has an account), PermissionDenied.
    """
    whose = place_of(key)
    if isinstance(whose, Organisation):
        return _of_collective(actor, whose), whose
    cell = cell_of(whose, campaign)
    if cell is None:
        raise ReviewError.no_cell()
    return _of_person(actor, whose, cell), cell


def may_write(actor: Actor, review: Review) -> bool:
    try:
        authority_to_write(actor, review)
    except (PermissionDenied, RefusedError):
        return False
    return True


def authority_to_answer(actor: Actor, review: Review) -> Authority:
    """By what the actor returns or accepts this review. Raises ReviewError for one's own,
    PermissionDenied.
    """
    if review.person is None:
        above = ancestors_of(review.cell)
        if not above:
            raise PermissionDenied(_("Không có cấp uỷ nào ở trên tập thể này."))
        return authorise(actor, "reviews.answer_collective", path=above[-1].path)
    authority = authorise(actor, "reviews.answer", path=cell_of_review(review).path)
    if is_about(actor, review.person_id):
        raise ReviewError.about_oneself()
    return authority


def may_answer(actor: Actor, review: Review) -> bool:
    try:
        authority_to_answer(actor, review)
    except (PermissionDenied, RefusedError):
        return False
    return True


def _of_person(actor: Actor, person: Person, cell: Organisation) -> Authority:
    if is_about(actor, person.pk) and isinstance(actor, User):
        return Authority(actor, oneself=True)
    authority = authorise(actor, "reviews.answer", path=cell.path)
    if has_account(person.pk):
        raise ReviewError.has_an_account()
    return authority


def _of_collective(actor: Actor, unit: Organisation) -> Authority:
    authority = authorise(actor, "reviews.write", path=unit.path)
    if isinstance(actor, User):
        grant = grant_at(actor, "reviews.write", unit.pk)
        if grant is None:
            raise PermissionDenied(
                _("Báo cáo kiểm điểm do chính đơn vị soạn; tài khoản này chỉ xem được.")
            )
        return Authority(actor, grant)
    return authority
