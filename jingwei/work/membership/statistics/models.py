"""What were the year's statistics of an organisation, as frozen, and as last counted overnight?"""

from django.db import models

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.privacy import classes


class AnnualReport(Scoped):
    """The tables of one year of one organisation and all below it; written once, never changed.

    ``cells`` is table to row to column to count. ``digest`` stands in the ledger line too.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="year cells checks digest explained frozen_at frozen_by"
    )

    public_id = public_id_field()
    year = models.PositiveSmallIntegerField()
    cells = models.JSONField()
    checks = models.JSONField()
    digest = models.CharField(max_length=64)
    explained = models.CharField(max_length=500, blank=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "annual_report"
        constraints = (
            models.UniqueConstraint(
                fields=("org", "year"), name="one_report_a_year",
                violation_error_message="这一年已经定稿，不能再定一次。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.org_id} {self.year}"


class AnnualCount(Scoped):
    """What the tables of a year came to at a moment, of an organisation with very many members.

    Counted by the worker each night and shown with its moment; never what is frozen. ``about`` is
    the organisation, ``org`` the one in whose range it was counted: itself or one above, which
    alone may look at it.
    """

    PRIVACY = classes.PLUMBING | classes.fields(I="about year cells checks counted_at")

    about = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    year = models.PositiveSmallIntegerField()
    cells = models.JSONField()
    checks = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta(Scoped.Meta):
        db_table = "annual_count"
        constraints = (
            models.UniqueConstraint(fields=("about", "org", "year"), name="one_count_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.about_id} {self.year}"
