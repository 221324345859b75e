"""Who else reads a review once it is sent: those who meet over it, as their room says."""

from collections.abc import Callable

from django.db.models import Q

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.web.registry import Registry

ALSO_READ: Registry[Callable[[Actor, Campaign], Q]] = Registry("who else reads reviews")
"""Each gives the condition on reviews (`Review`) of a year that this reader may read beside those
of their part of the tree. An empty `Q()` would be all: who reads none gives `Q(pk__in=[])`.
"""
