"""What did the system hold for true before it was told otherwise? Former images of dated rows."""

from typing import ClassVar

from django.db import models

from jingwei.kernel.access.scoped import Everything, ScopedManager, path_field
from jingwei.kernel.privacy import classes


class FormerRow(models.Model):
    """One row of a table as it was known from ``known_from`` up to but not including ``known_to``.

    Written by the trigger of ``KeepFormer`` whenever a dated row changes or goes; nobody else may
    write it. ``at_path`` and ``host_path`` say who may see it and move along with the tree. No key
    ties them: an organisation made by a worksheet that was taken back is gone.
    """

    PATH: ClassVar[str] = "at_path"
    WITHOUT_SCOPE = "policy of its own by at_path; the organisation may be gone"
    PRIVACY = classes.PLUMBING | classes.fields(
        I="table row at_id at_path host_id known_to", C="image"
    )

    table = models.CharField(max_length=40)
    row = models.BigIntegerField()
    at_id = models.BigIntegerField()
    at_path = path_field()
    host_id = models.BigIntegerField(null=True)
    host_path = path_field(blank=True)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField()
    image = models.JSONField()

    everything = Everything()
    objects = ScopedManager()

    class Meta:
        db_table = "former_row"
        base_manager_name = "everything"
        default_manager_name = "everything"
        indexes = (
            models.Index(fields=("table", "known_to"), name="former_row_by_time"),
            models.Index(fields=("table", "row"), name="former_row_of_row"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(known_from__lt=models.F("known_to")), name="former_row_was_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
