"""A database with something in every room, as an office leaves it: what an upgrade carries over.

`python -m tests.operations.filled FILE` writes its backup. It is made once for each version that is
released, and never again: `tests/operations/data/` holds what stood on servers then.
"""

import datetime as dt
import os
import sys
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

if __name__ == "__main__":
    django.setup()

from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from tests.builder import OPERATOR
from tests.pages.conftest import ask_for_a_role
from tests.portal import province
from tests.web import town as module
from thidua.access.models import Dossier, Export, Exported, Look
from thidua.accounts.delegating import delegate_role
from thidua.accounts.models import KnownDevice, Role, RoleGrant, User
from thidua.accounts.tokens import make_token
from thidua.campaigns.models import ReviewDay
from thidua.decisions.models import DecisionItem
from thidua.operations.backing_up import back_up
from thidua.organisations.models import Succession
from thidua.portal import actions
from thidua.roster.models import PutOff, RosterEntry


def fill() -> module.Town:
    """Write the small province, everybody decided and published, with those who work on it."""
    town = module.build()
    province.decide_everybody(town)
    province.recognise(town)
    Succession.objects.create(
        predecessor=town["GL02"],
        successor=town["GL03"],
        happened_on=dt.date(2020, 7, 1),
        kind="merge",
    )
    ReviewDay.objects.create(
        campaign=town.campaign, sector="school", review_date=dt.date(2021, 6, 15)
    )
    with patch.object(actions, "make_files", province.made_quickly):
        actions.publish(campaign=town.campaign, actor=OPERATOR)
    _somebody_forgotten("DV0019")
    officer = _accounts(town)
    _what_was_seen(town, officer)
    return town


def _somebody_forgotten(code: str) -> None:
    """A review that was not held with the others: its decision is taken back for one member."""
    entry = RosterEntry.objects.get(code=code, subject_type="member")
    DecisionItem.objects.filter(roster_entry=entry).delete()
    PutOff.objects.create(roster_entry=entry, reason="ill", noted_on=dt.date(2022, 2, 1))


def _accounts(town: module.Town) -> User:
    """Accounts, a lent role, a token, a request that waits, a report of a wrong fact."""
    officer = town.officer("tinh", Role.PROVINCE)
    colleague = town.officer("tinh2", Role.INSPECTOR)
    member = town.officer("dangvien", None, person="DV0007")
    today = timezone.localdate()
    delegate_role(
        granted=RoleGrant.objects.get(user=officer),
        delegate=colleague,
        days=(today, today + dt.timedelta(days=14)),
        reason="Đi công tác",
        actor=officer,
    )
    until = today + dt.timedelta(days=30)
    make_token(owner=officer, name="Báo cáo", expires_on=until, may_choose=False)
    ask_for_a_role(town, member)
    module.doubt(town, by=member)
    module.remind(town, by=officer)
    KnownDevice.objects.create(user=officer, digest="0" * 64, used_at=timezone.now())
    return officer


def _what_was_seen(town: module.Town, officer: User) -> None:
    """Who looked at a file, and what left the house."""
    Look.objects.create(
        person=town.people["DV0007"],
        reader=officer,
        role=Role.PROVINCE,
        place=town.root.name,
        dossier=Dossier.values[0],
        year=module.YEAR,
        looked_at=timezone.now(),
    )
    Export.objects.create(
        exported_by=officer,
        by=str(officer),
        what=Exported.LIST,
        form="xlsx",
        year=module.YEAR,
        subjects="member",
        paths=[town.root.path],
        people=100,
    )


if __name__ == "__main__":
    before = setup_databases(verbosity=0, interactive=False)
    try:
        fill()
        back_up(Path(sys.argv[1]))
    finally:
        teardown_databases(before, verbosity=0)
