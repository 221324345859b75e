"""Looks at a counted ballot by those who read it by a role (officers, inspectors): written down for
each person on its paper, and where voting was by name for whoever voted too.

Never a look of somebody of the ballot itself, a voter or a holder of a code. That they have voted
is marked without a time; a look of theirs, with its time and its account, would put one beside it,
and would tell who came back to the result. A look by a role tells nothing of a vote: who looks
has none here. Before it is counted a page has nobody's votes, and who has not voted is told to
those alone who keep the ballot and call on them."""

from django.http import HttpRequest

from thidua.access.models import Dossier
from thidua.access.recording import record_looks
from thidua.accounts.models import User
from thidua.accounts.viewing import scope_of_request
from thidua.ballots.models import Ballot, State
from thidua.ballots.rights import may_keep


def record_looks_at(request: HttpRequest, ballot: Ballot) -> None:
    """Nothing where the reader keeps the ballot, is called to it, or holds a code of it."""
    reader = request.user
    if ballot.state != State.SEALED or not isinstance(reader, User) or may_keep(reader, ballot):
        return
    person = scope_of_request(request).person_id
    if person is not None and (
        person in ballot.holders or ballot.voters.filter(person=person).exists()
    ):
        return
    people = {one.person_id for one in ballot.candidates.all() if one.person_id is not None}
    if not ballot.secret:
        people |= set(ballot.voters.values_list("person", flat=True))
    record_looks(
        request,
        people=sorted(people),
        path=ballot.organisation.path,
        dossier=Dossier.PAPERS,
        year=ballot.campaign.year,
    )
