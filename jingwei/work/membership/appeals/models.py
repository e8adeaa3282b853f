"""What does a member appeal against, and which organisation has to answer?"""

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped, path_field
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.work.membership.appeals import decisions
from jingwei.work.membership.appeals.kinds import ENDS, AppealState


class Appeal(Scoped):
    """``org`` is the organisation above whoever decided, to which the appeal was first addressed;
    ``host`` the one that has to answer now, the same or one further above. Whoever decided does
    not see the row: it lies above them.

    The decision is one step (``number``) of one case (``flow``, ``subject``). What the member says
    is sealed with the steps of this flow. Names are kept as they were.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name home_name",
        I="state flow subject number verb decided decided_name decided_by decided_on host_name"
        " asked_on answered_on",
    )

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    home_name = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=AppealState, default=AppealState.ASKED)
    flow = models.CharField(max_length=60)
    subject = models.UUIDField()
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=40)
    decided = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    decided_name = models.CharField(max_length=120)
    decided_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_on = models.DateField()
    host = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    host_path = path_field()
    host_name = models.CharField(max_length=120)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "appeal"
        indexes = (models.Index(fields=("-asked_on", "-id"), name="appeal_by_day"),)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "flow", "subject", "number"), condition=~Q(state__in=ENDS),
                name="one_appeal_at_a_time",
                violation_error_message="对这个决定已经提出申诉，正在办。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        """The decision in words."""
        return decisions.about(self.flow, self.verb)
