"""The closed words that are stored: who is rated, the four levels, what a decision is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubjectType(models.TextChoices):
    """Who or what is rated."""

    MEMBER = "member", _("Đảng viên")
    ORGANISATION = "organisation", _("Tổ chức đảng")
    COLLECTIVE = "collective", _("Tập thể lãnh đạo, quản lý")
    LEADER = "leader", _("Cá nhân lãnh đạo, quản lý")


class Level(models.TextChoices):
    """The four levels, worst first, as words; integers 1..4 live in frames and in `Rating`."""

    NOT_COMPLETED = "not_completed", _("Không hoàn thành nhiệm vụ")
    COMPLETED = "completed", _("Hoàn thành nhiệm vụ")
    GOOD = "good", _("Hoàn thành tốt nhiệm vụ")
    OUTSTANDING = "outstanding", _("Hoàn thành xuất sắc nhiệm vụ")


class DecisionStatus(models.TextChoices):
    DRAFT = "draft", _("Dự thảo")
    ISSUED = "issued", _("Đã ban hành")
    REOPENED = "reopened", _("Mở lại")
