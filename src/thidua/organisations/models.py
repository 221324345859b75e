"""The dated organisation tree, its people, their membership and their posts.

Everything that can change with time carries its dates: an organisation's place in the tree
(`Placement`), a person's membership and what else is so of them then (`MembershipSpell`), a post
(`Position`). Dates are inclusive; an open end is `None`."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import BooleanField, F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked
from thidua.organisations.syllables import BETWEEN
from thidua.vocabulary import (
    Body,
    MembershipEnd,
    MembershipStatus,
    PositionRole,
    Sector,
    Sex,
    SuccessionKind,
    Tier,
)


class Period(Func):
    """daterange(starts_on, ends_on, '[]') of a dated row."""

    function = "daterange"

    def __init__(self) -> None:
        super().__init__(F("starts_on"), F("ends_on"), Value("[]"))


class Same(Func):
    """A one-value range of a key: compares keys for equality without the btree_gist extension."""

    function = "int8range"

    def __init__(self, column: str) -> None:
        super().__init__(F(column), F(column), Value("[]"))


class Stay(Func):
    """The days of a dated row of one key as a box: x is the key, y its first to its last day.

    Boxes of one key that share a day touch. PostgreSQL keeps an index of boxes four times as fast
    as one of ranges."""

    def __init__(self, column: str) -> None:
        super().__init__(F(column), F("starts_on"), F("ends_on"))

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(part) for part in self.get_source_expressions()]
        (key, _), (start, _), (end, _) = parts
        first, last = (
            f"{start} - date '2000-01-01'",
            f"coalesce({end}, date '9999-12-31') - date '2000-01-01'",
        )
        values = [value for at in (0, 1, 0, 2) for value in parts[at][1]]
        return f"box(point({key}, {first}), point({key}, {last}))", values


class Syllables(Func):
    """Every whole syllable of a row's name and code: with its accents, as `sort_key` writes it,
    and without, as `search_key` has it; a code whole and by its parts.

    A `tsvector`, of which PostgreSQL keeps an index (GIN) of whole words and their beginnings;
    nothing else of its text search is used. No further column: the keys are there.
    """

    output_field = SearchVectorField()
    template = "array_to_tsvector(array_remove(string_to_array(%(expressions)s, ' '), ''))"

    def __init__(self) -> None:
        super().__init__(F("sort_key"), F("search_key"))

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(part)[0] for part in self.get_source_expressions()]
        signs = BETWEEN.replace("'", "''").replace("%", "%%")
        blanks = " " * len(BETWEEN)
        apart = f"translate({parts[1]}, '{signs}', '{blanks}')"
        return self.template % {
            "expressions": f"{parts[0]} || ' ' || {parts[1]} || ' ' || {apart}"
        }, []


class HasSyllables(Func):
    """Whether a row has the syllables of a query in PostgreSQL's words: "'nguyen' & 'a':*"."""

    output_field = BooleanField()

    def __init__(self, query: str) -> None:
        super().__init__(Syllables(), Value(query))

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        (own, values), (query, more) = map(compiler.compile, self.get_source_expressions())
        return f"({own} @@ {query}::tsquery)", [*values, *more]


def no_overlap(*, name: str, per: tuple[str, ...]) -> ExclusionConstraint:
    """Two rows with the same `per` columns never cover the same day."""
    overlap = RangeOperators.OVERLAPS
    if len(per) == 1:
        return ExclusionConstraint(name=name, expressions=[(Stay(per[0]), overlap)])
    # The keys first: periods mostly overlap each other, so an index that begins with them sorts
    # nothing.
    return ExclusionConstraint(
        name=name, expressions=[*[(Same(column), overlap) for column in per], (Period(), overlap)]
    )


class Dated(models.Model):
    """Something that holds from a day to a day, both included; no end: until further notice."""

    starts_on = models.DateField(_("Từ ngày"))
    ends_on = models.DateField(_("Đến ngày"), null=True, blank=True)

    class Meta:
        abstract = True


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
    )


@tracked()
class Organisation(models.Model):
    """A Party organisation, from the province down to a cell. Its place in the tree lies in its
    placements.
    """

    code = models.CharField(_("Mã"), max_length=40, unique=True)
    name = models.CharField(_("Tên"), max_length=255)
    short_name = models.CharField(_("Tên gọn"), max_length=120, blank=True)
    tier = models.CharField(_("Cấp"), max_length=20, choices=Tier.choices)
    body = models.CharField(_("Hình thức"), max_length=20, choices=Body.choices, blank=True)
    sector = models.CharField(_("Loại hình"), max_length=30, choices=Sector.choices, blank=True)
    # Derived, kept by actions: for search without diacritics and Vietnamese order.
    search_key = models.CharField(max_length=400)
    sort_key = models.CharField(max_length=400, db_collation="C")
    # Derived from the latest placement by refresh_paths(): "/1/17/203/", this organisation
    # included.
    path = models.CharField(max_length=120, default="", db_index=True, db_collation="C")

    class Meta:
        verbose_name = _("tổ chức đảng")
        verbose_name_plural = _("tổ chức đảng")
        ordering = ["code"]
        indexes = [GinIndex(Syllables(), name="organisation_by_syllables")]
        constraints = [
            models.CheckConstraint(
                name="organisation_body_of_grassroots_only",
                condition=(Q(tier="grassroots") & ~Q(body=""))
                | (~Q(tier="grassroots") & Q(body="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Placement(Dated):
    """Where an organisation stood in the tree for a time. Only the province has no parent."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="placements"
    )
    parent = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="child_placements", null=True
    )

    class Meta:
        verbose_name = _("vị trí trong hệ thống tổ chức")
        verbose_name_plural = _("vị trí trong hệ thống tổ chức")
        constraints = [
            ends_after_start("placement_ends_after_start"),
            no_overlap(name="placement_no_overlap", per=("organisation",)),
            models.CheckConstraint(
                name="placement_not_under_itself", condition=~Q(organisation=F("parent"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} ⊂ {self.parent_id} ({self.starts_on}–{self.ends_on or ''})"


@tracked()
class Succession(models.Model):
    """An organisation that came out of another: what was decided about the predecessor counts for
    its history.
    """

    predecessor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="successions_out"
    )
    successor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="successions_in"
    )
    happened_on = models.DateField(_("Ngày"))
    kind = models.CharField(_("Hình thức"), max_length=10, choices=SuccessionKind.choices)

    class Meta:
        verbose_name = _("kế thừa tổ chức")
        verbose_name_plural = _("kế thừa tổ chức")
        constraints = [
            models.UniqueConstraint(name="succession_once", fields=["predecessor", "successor"]),
            models.CheckConstraint(
                name="succession_of_another", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


@tracked()
class Person(models.Model):
    """Somebody with a member's file. `born_year`: where the day of birth is not known."""

    code = models.CharField(_("Mã đảng viên"), max_length=40)
    full_name = models.CharField(_("Họ và tên"), max_length=120)
    born_on = models.DateField(_("Ngày sinh"), null=True, blank=True)
    born_year = models.PositiveSmallIntegerField(_("Năm sinh"), null=True, blank=True)
    sex = models.CharField(_("Giới tính"), max_length=10, choices=Sex.choices, blank=True)
    admitted_on = models.DateField(_("Ngày vào Đảng"), null=True, blank=True)
    search_key = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400, db_collation="C")

    class Meta:
        verbose_name = _("đảng viên")
        verbose_name_plural = _("đảng viên")
        ordering = ["sort_key", "code"]
        # Not `unique=True`: that brings a second index, for searches by the beginning of a code
        # that nobody makes.
        constraints = [
            models.UniqueConstraint(name="person_code_once", fields=["code"]),
            models.CheckConstraint(
                name="person_born_year_without_day", condition=Q(born_on=None) | Q(born_year=None)
            ),
        ]
        indexes = [GinIndex(Syllables(), name="person_by_syllables")]

    def __str__(self) -> str:
        return self.full_name


@tracked()
class MembershipSpell(Dated):
    """A member's standing in one cell for a time. `transferred` ends a spell in a cell that the
    member left.

    `civil_servant` is so of these days alone (None: not known), so that what changes later leaves
    earlier years as they were. `end_reason`: how the membership ended with the last day; blank: it
    went on otherwise, or nobody has said.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="spells")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="spells")
    status = models.CharField(_("Tình trạng"), max_length=20, choices=MembershipStatus.choices)
    host = models.ForeignKey(
        Organisation,
        verbose_name=_("Nơi sinh hoạt tạm thời"),
        on_delete=models.PROTECT,
        related_name="guest_spells",
        null=True,
        blank=True,
        db_index=False,
    )
    civil_servant = models.BooleanField(
        _("Cán bộ, công chức, viên chức"), null=True, blank=True, default=None
    )
    end_reason = models.CharField(
        _("Lý do kết thúc"), max_length=20, choices=MembershipEnd.choices, blank=True
    )

    class Meta:
        verbose_name = _("thời gian sinh hoạt đảng")
        verbose_name_plural = _("thời gian sinh hoạt đảng")
        constraints = [
            ends_after_start("spell_ends_after_start"),
            no_overlap(name="spell_no_overlap", per=("person",)),
            models.CheckConstraint(
                name="spell_host_only_when_elsewhere",
                condition=Q(host=None) | Q(status="temporary_elsewhere"),
            ),
            models.CheckConstraint(
                name="spell_end_reason_needs_end",
                condition=Q(end_reason="") | Q(ends_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="spell_by_host", fields=["host"], condition=Q(host__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.organisation_id} ({self.status})"


@tracked()
class Position(Dated):
    """A post in an organisation's committee, held for a time; `suspended`: from the committee
    only; `main`: the one of several for which the person is rated.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="positions"
    )
    role = models.CharField(_("Vai trò"), max_length=20, choices=PositionRole.choices)
    title = models.CharField(_("Chức danh"), max_length=120, blank=True)
    suspended = models.BooleanField(_("Bị đình chỉ sinh hoạt cấp uỷ"), default=False)
    main = models.BooleanField(_("Chức vụ chính"), default=False)

    class Meta:
        verbose_name = _("chức vụ")
        verbose_name_plural = _("chức vụ")
        constraints = [
            ends_after_start("position_ends_after_start"),
            no_overlap(name="position_no_overlap", per=("person", "organisation")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.title or self.role}"
