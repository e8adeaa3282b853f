"""Which notes did workers make, in which building and grid, and where exactly if they said so?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes
from jingwei.systems.community.grids.models import Building, Grid
from jingwei.systems.community.phone.kinds import NoteKind
from jingwei.work.matters.models import Matter


class Note(Scoped):
    """One note of a worker, which became a matter. The words are the matter's.

    ``mark`` is what the phone drew for it: sent twice it is one note, and ``told`` is a keyed
    digest of what was sent under it. ``point`` (east and north, in degrees) is where the thing is,
    only if the worker attached it by hand; it is gone soon after the matter has ended.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="matter kind mark building grid noted_by noted_at", C="point", S="told"
    )

    public_id = public_id_field()
    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=NoteKind)
    mark = models.CharField(max_length=60)
    told = models.BinaryField(max_length=16)
    building = models.ForeignKey(
        Building, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    grid = models.ForeignKey(Grid, null=True, on_delete=models.PROTECT, related_name="+")
    point = ArrayField(models.FloatField(), size=2, null=True)
    noted_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "grid_note"
        constraints = (
            models.UniqueConstraint(fields=("noted_by", "mark"), name="one_note_of_a_mark"),
            models.CheckConstraint(
                condition=Q(point=None) | Q(point__len=2), name="note_at_a_point"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.noted_at:%Y-%m-%d}"
