"""Which relations are on their way, from where to where, and how far have they come?"""

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped, path_field
from jingwei.kernel.people.kinds import Category
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.work.membership.transfers.kinds import ENDS, UNDER_WAY, Direction, State, Why


class Transfer(Scoped):
    """One member's relation on its way.

    ``org`` answers for the member until it is accepted: the sending branch, or for a member from
    outside the city the receiving one. ``host`` is the receiving branch of this city. Names are
    those of the day, as each side has its own rows in sight only. ``sealed`` holds what a letter
    from outside says of its bearer until there is a file; its AAD is this row's public id.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="direction from_name to_name",
        I="state host why asked_on due_on letter_no letter_on letter_first_on letter_until"
        " stub_until receipt_on accepted_at accepted_by",
        C="person name category note",
        S="sealed",
    )

    public_id = public_id_field()
    direction = models.CharField(max_length=6, choices=Direction)
    state = models.CharField(max_length=10, choices=State)
    host = models.ForeignKey(
        "orgs.Organisation", null=True, on_delete=models.PROTECT, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    host_path = path_field(null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    category = models.CharField(max_length=12, choices=Category)
    from_name = models.CharField(max_length=120)
    to_name = models.CharField(max_length=120)
    why = models.CharField(max_length=8, choices=Why, default=Why.WORK)
    note = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField()
    due_on = models.DateField()  # by when the side that holds it has, or had, to act
    letter_no = models.CharField(max_length=40, blank=True)
    letter_on = models.DateField(null=True)
    letter_first_on = models.DateField(null=True)
    letter_until = models.DateField(null=True)  # its last day, which counts
    stub_until = models.DateField(null=True)
    receipt_on = models.DateField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sealed = models.BinaryField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "transfer"
        indexes = (
            models.Index(fields=("-asked_on", "-id"), name="transfer_by_day"),
            models.Index(
                fields=("org_path", "state"), name="transfer_going",
                condition=Q(state__in=UNDER_WAY),
            ),
            models.Index(
                fields=("host_path", "state"), name="transfer_coming",
                condition=Q(state__in=UNDER_WAY, host_path__isnull=False),
            ),
        )  # fmt: skip
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(person__isnull=False) & ~Q(state__in=ENDS),
                name="one_transfer_at_a_time",
                violation_error_message="这名党员已有一件转接在办，请先办完。",
            ),
            models.CheckConstraint(
                condition=Q(host=None, host_path=None)
                | Q(host__isnull=False, host_path__isnull=False),
                name="transfer_host_and_path",
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.WITHIN, host__isnull=False)
                | (~Q(direction=Direction.WITHIN) & Q(host=None)),
                name="transfer_within_has_two_sides",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="transfer_accepted_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state not in ENDS


class Received(Transfer):
    """The same rows as the receiving branch sees them: what lists and figures of that side show."""

    PATH = "host_path"

    class Meta(Transfer.Meta):
        proxy = True
