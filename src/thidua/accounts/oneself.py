"""Whether an act is about whoever acts. What only says an opinion is marked in the history; what
decides is refused: somebody else does it.
"""

from dataclasses import replace

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority


def is_about(actor: Actor, person: int | None) -> bool:
    """Whether this person (its key; None: a body) is the actor. The operator is nobody."""
    return isinstance(actor, User) and person is not None and actor.person_id == person


def has_account(person: int) -> bool:
    """Whether somebody (by key) signs in themself: nobody types for them."""
    return User.objects.filter(person=person, is_active=True).exists()


def marked(authority: Authority, *, oneself: bool) -> Authority:
    """The same authority; the history says that the act was about oneself where it was."""
    return replace(authority, oneself=True) if oneself else authority
