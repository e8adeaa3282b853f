"""Where does what comes in go, by which dated rule of which organisation?"""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped, path_field
from jingwei.kernel.privacy import classes
from jingwei.work.matters.kinds import Category, Kind, OnDays


class DispatchRule(Scoped):
    """One rule of an organisation for itself and all below: such a matter goes to ``host``.

    Rules are asked in order, those of the nearest organisation first; the first that fits decides.
    An empty condition fits everything. A rule is never rewritten: its stretch ends and a new one
    begins, so that a matter's reason stays true. ``to_lead``: beside ``host``, the lead of the grid
    in which the matter lies is asked; who that is, the part that keeps grids says.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="position kind category place days begins ends held to_lead", I="why"
    )

    public_id = public_id_field()
    host = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    host_path = path_field()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    category = models.CharField(max_length=10, choices=Category, blank=True)
    place = models.ForeignKey("orgs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    days = models.CharField(max_length=10, choices=OnDays, blank=True)
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    why = models.CharField(max_length=200)
    to_lead = models.BooleanField(default=False)  # who leads the grid there is asked
    held = DateRangeField()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "matter_rule"
        constraints = (
            models.CheckConstraint(
                condition=Q(begins=None, ends=None)
                | Q(begins__isnull=False, ends__isnull=False) & ~Q(begins=models.F("ends")),
                name="matter_rule_hours_both_or_none",
            ),
        )

    def __str__(self) -> str:
        return f"{self.position} {self.why}"
