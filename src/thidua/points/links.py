"""The button of a bloc's page that leads to its standing, for whoever reads it."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.blocs.links import BlocLink
from thidua.blocs.models import Bloc
from thidua.points.permissions import sees_points


def points_link(request: SignedIn, bloc: Bloc, members: Collection[int]) -> BlocLink | None:
    if not members or not sees_points(request.user, bloc, members):
        return None
    return BlocLink(_("Điểm thi đua"), reverse("points", args=[bloc.campaign.year, bloc.pk]))
