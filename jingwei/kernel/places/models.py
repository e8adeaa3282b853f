"""Which administrative divisions are there? Twelve-digit statistical codes with their history."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import held_field
from jingwei.kernel.privacy import classes


class Level(models.IntegerChoices):
    PROVINCE = 1, _("省")
    CITY = 2, _("市")
    COUNTY = 3, _("县（市、区）")
    TOWN = 4, _("乡镇（街道）")
    VILLAGE = 5, _("村（社区）")


class Division(models.Model):
    """One division of GB/T 2260 and the statistical code; a public table, the same for all."""

    PRIVACY = classes.fields(P="code name level parent_code urban_rural held", I="is_demo")

    code = models.CharField(max_length=12, primary_key=True, db_collation="C")
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent_code = models.CharField(max_length=12, blank=True, db_collation="C", db_index=True)
    urban_rural = models.CharField(max_length=3, blank=True)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta:
        db_table = "division"

    def __str__(self) -> str:
        return self.name
