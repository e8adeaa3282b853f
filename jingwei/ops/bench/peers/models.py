"""What does a peer see of our tables? The columns of the list, read only; and a plain roster."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models


class Organisation(models.Model):
    """An organisation by its name and code."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)

    class Meta:
        managed = False
        db_table = "organisation"

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A person on file with what the list shows."""

    name = models.CharField(max_length=50)
    name_sort = models.CharField(max_length=200)
    sex = models.CharField(max_length=1)
    birth_on = models.DateField(null=True)
    id_tail = models.CharField(max_length=4)
    joined_on = models.DateField(null=True)
    org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    org_path = models.CharField(max_length=200)
    is_gone = models.BooleanField()
    merged_into_id = models.BigIntegerField(null=True)

    class Meta:
        managed = False
        db_table = "person"
        ordering = ("name_sort", "id")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Where a member belongs, and as what."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4)
    held = DateRangeField()
    category = models.CharField(max_length=20)
    state = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "membership"

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"


class RosterRow(models.Model):
    """A row of the measured roster as it came, with two of its twenty columns typed."""

    number = models.CharField(max_length=10)
    name = models.CharField(max_length=50)
    sex = models.CharField(max_length=1)
    ethnicity = models.CharField(max_length=20)
    id_number = models.CharField(max_length=18, unique=True)
    birth_on = models.DateField()
    education = models.CharField(max_length=20)
    degree = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=20)
    branch = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    joined_on = models.CharField(max_length=10)
    full_on = models.CharField(max_length=10)
    work_post = models.CharField(max_length=60)
    unit_title = models.CharField(max_length=120)
    phone = models.CharField(max_length=20)
    address = models.CharField(max_length=120)
    native_place = models.CharField(max_length=60)
    state = models.CharField(max_length=20)
    dues_to = models.CharField(max_length=10)
    dues = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        managed = False
        db_table = "roster_row"

    def __str__(self) -> str:
        return self.name
