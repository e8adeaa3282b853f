"""Which organisations are there, what were they called, and to whom do they belong?"""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import (
    held_field,
    known_field,
    one_at_a_time,
    precision_field,
    public_id_field,
)
from jingwei.kernel.access.scoped import Everything, Scoped, ScopedManager, path_field
from jingwei.kernel.orgs.kinds import MUTUAL, EdgeKind, OrgKind, Situation, UnitKind
from jingwei.kernel.privacy import classes


class Organisation(models.Model):
    """A node of the Party tree. ``path`` is its place today; ``Edge`` and ``OrganisationState``
    hold where it stood and what it was called on any day.

    ``held`` is the life of the organisation: ``[founded, day after the last)``.
    """

    PATH: ClassVar[str] = "path"
    PRIVACY = classes.PLUMBING | classes.fields(
        P="code path name short_name kind held founded_precision situation unit pinyin initials",
        I="contact phone updated_at",
    )

    public_id = public_id_field()
    code = models.CharField(max_length=40, unique=True)
    path = path_field(unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=24, choices=OrgKind)
    held = held_field()
    founded_precision = precision_field()
    unit = models.ForeignKey(
        "Unit", null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    situation = models.CharField(max_length=12, choices=Situation, blank=True)
    contact = models.CharField(max_length=50, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    pinyin = models.CharField(max_length=400, blank=True, db_collation="C")
    initials = models.CharField(max_length=120, blank=True, db_collation="C")
    is_demo = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(null=True)

    everything = Everything()
    objects = ScopedManager()

    class Meta:
        db_table = "organisation"
        base_manager_name = "everything"
        default_manager_name = "everything"
        constraints = (
            models.UniqueConstraint(fields=("id", "path"), name="organisation_id_path"),
            models.CheckConstraint(
                condition=Q(path__regex=r"^([0-9A-Z]{4}\.)+$"), name="organisation_path_form"
            ),
        )

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def is_open(self) -> bool:
        return bool(self.held.upper is None)


class OrganisationState(Scoped):
    """What an organisation was called and what kind it was during ``held``."""

    PRIVACY = classes.PLUMBING | classes.fields(P="held name short_name kind", I="basis")

    held = held_field()
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=24, choices=OrgKind)
    basis = models.CharField(max_length=200, blank=True)  # the document that decided it
    known_from = known_field()

    class Meta(Scoped.Meta):
        db_table = "organisation_state"
        indexes = (models.Index(fields=("org",), name="state_of_org"),)
        constraints = (
            one_at_a_time("one_name_at_a_time", "org_id", says="这段时间里，该组织已有名称记录。"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.held}"


class Edge(Scoped):
    """A dated tie: ``org`` is the lower (or later) end, ``host`` the upper (or former) end.

    For LEADS the host is the superior. Both ends may see the edge.
    """

    PRIVACY = classes.PLUMBING | classes.fields(P="kind held", I="basis")

    kind = models.CharField(max_length=16, choices=EdgeKind)
    host = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    host_path = path_field()
    held = held_field()
    basis = models.CharField(max_length=200, blank=True)
    known_from = known_field()

    class Meta(Scoped.Meta):
        db_table = "edge"
        indexes = (
            models.Index(fields=("host", "kind"), name="edge_host_kind"),
            models.Index(fields=("org", "kind"), name="edge_org_kind"),
        )
        constraints = (
            one_at_a_time(
                "one_superior_at_a_time", "org_id", condition=Q(kind=EdgeKind.LEADS),
                says="这段时间里，该组织已有隶属上级，请先办理调整隶属。",
            ),
            one_at_a_time(
                "one_tie_of_a_kind_at_a_time", "org_id", "host_id",
                condition=Q(kind=EdgeKind.DUAL_MANAGES),
                says="这段时间里，两个组织已有同类关系。",
            ),
            *(
                one_at_a_time(
                    f"one_{kind}_at_a_time", "org_id", "host_id", condition=Q(kind=kind),
                    says="这段时间里，两个组织已有同类关系。",
                )
                for kind in ("guides", "joined_with", "co_governs", "hosts", "turned_into")
            ),
            models.CheckConstraint(condition=~Q(org=F("host")), name="edge_of_two_ends"),
            # Partners stand side by side: the older file is always the host, so that one tie
            # cannot be written twice, once from each side.
            models.CheckConstraint(
                condition=~Q(kind__in=MUTUAL) | Q(host__lt=F("org")), name="edge_of_partners"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.host_id}->{self.org_id}"


class Unit(Scoped):
    """An enterprise, community, project, street: what is not itself a Party organisation.

    ``org`` is the Party organisation responsible for it by territory, covered or not.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="name kind code legacy_code division address held headcount pinyin initials",
        I="phone updated_at",
    )

    public_id = public_id_field()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=UnitKind)
    code = models.CharField(max_length=18, null=True, unique=True)  # GB 32100  # noqa: DJ001
    legacy_code = models.CharField(max_length=20, blank=True)  # registration number before GB 32100
    division = models.ForeignKey(
        "places.Division", null=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    headcount = models.PositiveIntegerField(null=True)
    held = held_field()
    pinyin = models.CharField(max_length=400, blank=True, db_collation="C")
    initials = models.CharField(max_length=120, blank=True, db_collation="C")
    is_demo = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(null=True)

    class Meta(Scoped.Meta):
        db_table = "unit"
        indexes = (models.Index(fields=("pinyin", "id"), name="unit_by_name"),)

    def __str__(self) -> str:
        return self.name


class Term(Scoped):
    """One term of office of an organisation's leading body; ``due_on`` is the day to re-elect."""

    PRIVACY = classes.PLUMBING | classes.fields(P="held due_on")

    held = DateRangeField()
    due_on = models.DateField()
    known_from = known_field()

    class Meta(Scoped.Meta):
        db_table = "term"
        indexes = (models.Index(fields=("org",), name="term_of_org"),)
        constraints = (
            one_at_a_time("one_term_at_a_time", "org_id", says="这段时间里，该组织已有任期记录。"),
        )

    def __str__(self) -> str:
        return f"{self.org_id} {self.held}"


class NamePart(Scoped):
    """A suffix of a normalised name (Chinese, pinyin or initials), so that any part finds it.

    All organisations begin alike, so a prefix of the whole name finds nothing. ``unit`` says that
    the name is that of a unit for which ``org`` is responsible.
    """

    PRIVACY = classes.PLUMBING | classes.fields(P="part unit")

    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    part = models.CharField(max_length=400, db_collation="C")

    class Meta(Scoped.Meta):
        db_table = "name_part"
        verbose_name = _("名称片段")
        indexes = (
            models.Index(fields=("part",), name="name_part_prefix"),
            models.Index(
                fields=("unit",), name="name_part_of_unit", condition=Q(unit__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.part
