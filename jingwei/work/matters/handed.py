"""What was handed to the petition system, to whom, and whom it is about?"""

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import path_field
from jingwei.kernel.privacy import classes


class Petition(models.Model):
    """A matter that belongs to the petition system: what was handed, to whom, on which basis, and
    what the other side gave as its receipt.

    ``accused_path`` is the part of the tree that it is about: who acts there, holds any post there
    or belongs there never sees the matter again, by policies of the database.
    """

    WITHOUT_SCOPE = "reached through its matter, whose policy admits it"
    PRIVACY = classes.fields(
        P="body handed_on tell_by their_no their_on", I="id public_id matter what basis",
        C="accused accused_path",
    )  # fmt: skip

    public_id = public_id_field()
    matter = models.OneToOneField("matters.Matter", on_delete=models.CASCADE, related_name="+")
    body = models.CharField(max_length=120)
    what = models.CharField(max_length=200)
    basis = models.CharField(max_length=200)
    handed_on = models.DateField()
    tell_by = models.DateField()
    accused = models.ForeignKey(
        "orgs.Organisation", null=True, on_delete=models.PROTECT, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    accused_path = path_field(blank=True)
    their_no = models.CharField(max_length=60, blank=True)
    their_on = models.DateField(null=True)

    class Meta:
        db_table = "matter_petition"
        indexes = (
            models.Index(
                fields=("accused_path",), name="matter_petition_about",
                condition=~Q(accused_path=""),
            ),
        )  # fmt: skip
        constraints = (
            models.CheckConstraint(
                condition=Q(their_no="", their_on=None)
                | ~Q(their_no="") & Q(their_on__isnull=False),
                name="matter_petition_receipt_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.handed_on}"
