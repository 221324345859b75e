"""Where a remedy lies in the tree today, and who closes it: by where its subject is now."""

from thidua.acceptance.readers import reader_of
from thidua.accounts.models import Role, RoleGrant
from thidua.organisations.models import MembershipSpell, Organisation, Person
from thidua.organisations.queries import placed_on, province
from thidua.remedies.errors import RemedyError
from thidua.remedies.models import Remedy
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType
from thidua.web.clock import today


def cell_now(person: int) -> Organisation | None:
    """Where somebody is a member today; None: nowhere."""
    spells = MembershipSpell.objects.filter(placed_on(today()), person=person)
    spell = spells.select_related("organisation").order_by("-starts_on").first()
    return spell.organisation if spell is not None else None


def organisation_of(key: SubjectKey) -> Organisation:
    """In whose part a remedy of this subject lies: of a member the cell, else the unit itself.

    Raises RemedyError for a person who is a member nowhere."""
    if key.subject_type is not SubjectType.MEMBER:
        return Organisation.objects.get(pk=key.organisation_id or 0)
    cell = cell_now(key.person_id or 0)
    if cell is None:
        raise RemedyError.no_cell(Person.objects.get(pk=key.person_id or 0).full_name)
    return cell


def verifier_of(key: SubjectKey, organisation: Organisation) -> Organisation:
    """Who closes it: of a member the cell, but the committee above where that would be themself; of
    others the committee above. The province has nobody above: its own officers do, who did not do
    the work.
    """
    if key.subject_type is SubjectType.MEMBER and not _acts_for(key.person_id, organisation):
        return organisation
    return reader_of(organisation) or province() or organisation


def _acts_for(person: int | None, cell: Organisation) -> bool:
    """Whether this person is whoever would close for the cell."""
    return RoleGrant.objects.filter(
        role=Role.CELL, body=None, organisation=cell, user__person=person
    ).exists()


def brought_along(remedy: Remedy) -> bool:
    """Set where a remedy lies to where its member is today: whoever moves takes theirs along, and
    the cell there closes it. Whether that changed; `save` is left to whoever called.
    """
    if remedy.subject_type != SubjectType.MEMBER or remedy.person_id is None:
        return False
    cell = cell_now(remedy.person_id)
    if cell is None or cell.pk == remedy.organisation_id:
        return False
    remedy.organisation = cell
    remedy.verifier = verifier_of(remedy.key, cell)
    return True
