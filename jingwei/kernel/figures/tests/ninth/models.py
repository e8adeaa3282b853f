"""Which orchards are looked after by which branch?"""

from django.db import models

from jingwei.kernel.access.fields import held_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes


class Orchard(Scoped):
    """A piece of land with trees. ``yield_kg`` None: nobody has weighed it."""

    PRIVACY = classes.PLUMBING | classes.fields(P="name held yield_kg")

    name = models.CharField(max_length=40)
    held = held_field()
    yield_kg = models.DecimalField(max_digits=8, decimal_places=2, null=True)

    class Meta(Scoped.Meta):
        db_table = "orchard"

    def __str__(self) -> str:
        return self.name
