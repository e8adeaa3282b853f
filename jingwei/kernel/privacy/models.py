"""Who looked at whose sensitive values? What must be kept, and what was deleted when?"""

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes


class Look(Scoped):
    """One reveal of sealed values of one person. The person concerned sees this list."""

    PRIVACY = classes.PLUMBING | classes.fields(
        I="person account account_name post looked_at reason words fields"
    )

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    account_name = models.CharField(max_length=50)
    post = models.CharField(max_length=200)
    looked_at = models.DateTimeField()
    reason = models.CharField(max_length=20)
    words = models.CharField(max_length=200, blank=True)
    fields = models.CharField(max_length=100)

    class Meta(Scoped.Meta):
        db_table = "look"
        indexes = (
            models.Index(fields=("person", "looked_at"), name="look_at_person"),
            models.Index(fields=("account", "looked_at"), name="look_by_account"),
        )

    def __str__(self) -> str:
        return f"{self.account_name} {self.looked_at:%F}"


class Hold(Scoped):
    """Nothing about a person may be deleted while this stands: a case, a lawsuit, an inspection."""

    PRIVACY = classes.PLUMBING | classes.fields(
        I="placed_at placed_by lifted_at lifted_by", C="person reason lift_reason"
    )

    public_id = public_id_field()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    lift_reason = models.CharField(max_length=300, blank=True)

    class Meta(Scoped.Meta):
        db_table = "hold"
        constraints = (
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="hold_lifted_by_and_at",
            ),
            models.UniqueConstraint(
                fields=("person",), condition=Q(lifted_at=None), name="one_hold_at_a_time",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.placed_at:%F}"


class Deletion(models.Model):
    """The deletion register: which rows went under which rule, and when. Written, never changed.

    ``ids`` are row numbers, or public ids of people; of what stood in them nothing is kept.
    """

    WITHOUT_SCOPE = "numbers of rows that are gone; nothing of what they said"
    PRIVACY = classes.fields(I="id rule ran_at before count ids entry")

    id = models.BigAutoField(primary_key=True)
    rule = models.CharField(max_length=60)
    ran_at = models.DateTimeField()
    before = models.DateTimeField(null=True)  # what was older; null: one file, on request
    count = models.IntegerField()
    ids = models.JSONField()
    entry = models.BigIntegerField(null=True)  # the ledger line of the run

    class Meta:
        db_table = "deletion"

    def __str__(self) -> str:
        return f"{self.rule} {self.ran_at:%F} {self.count}"
