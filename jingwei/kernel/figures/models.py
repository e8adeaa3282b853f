"""What did an indicator come to, for which organisation and month, and since when is it known?"""

from django.db import models
from django.db.models import Q

from jingwei.kernel.privacy import classes


class Fact(models.Model):
    """Numerator and denominator of one indicator at one organisation in one month.

    ``n``/``d`` are the organisation's own records, ``n_sum``/``d_sum`` with all below it as the
    tree stood at the end of the month. A changed fact is closed (``known_to``) and written new.
    No row says no data; zero is a row. Reached through its organisation, whose policy it shares.
    """

    PRIVACY = classes.fields(I="id indicator org month n d n_sum d_sum known_from known_to")

    id = models.BigAutoField(primary_key=True)
    indicator = models.CharField(max_length=60)
    org = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    month = models.DateField()  # its first day
    n = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    d = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    n_sum = models.DecimalField(max_digits=14, decimal_places=2)
    d_sum = models.DecimalField(max_digits=14, decimal_places=2)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)

    class Meta:
        db_table = "fact"
        constraints = (
            models.UniqueConstraint(
                fields=("org", "indicator", "month"), condition=Q(known_to=None),
                name="one_fact_known_now",
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=("indicator", "month", "org"), name="fact_by_month"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.org_id} {self.month:%Y-%m}"
