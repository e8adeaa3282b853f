"""Which groups serve a community, which members serve in them, and what did they do?

Only members are named, by their file; how many others take part is a number, never a list.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import held_field, one_at_a_time, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.groups.kinds import Tie
from jingwei.systems.community.sittings.models import Sitting
from jingwei.work.matters.models import Matter
from jingwei.work.meetings.models import Meeting


class GroupSort(Scoped):
    """A kind of group, as a county or city has it; everybody below may read it."""

    PRIVACY = classes.PLUMBING | classes.fields(P="title about place held")

    public_id = public_id_field()
    title = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "group_sort"
        constraints = (
            models.UniqueConstraint(
                fields=("org", "title"), condition=Q(held__endswith=None),
                name="one_sort_of_a_title", violation_error_message="已有这一类。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class ServiceGroup(Scoped):
    """A group of a community during ``held``. ``phone`` is the group's or the community's."""

    PRIVACY = classes.PLUMBING | classes.fields(
        P="community sort sort_title name about phone others held"
    )

    public_id = public_id_field()
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    sort = models.ForeignKey(
        GroupSort, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    sort_title = models.CharField(max_length=40)  # as it was: the sort lies with the county
    name = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    others = models.PositiveIntegerField(default=0)  # how many residents take part, in all
    held = held_field()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "service_group"
        indexes = (models.Index(fields=("name", "id"), name="group_by_name"),)
        constraints = (
            models.UniqueConstraint(
                fields=("community", "name"), condition=Q(held__endswith=None),
                name="one_group_of_a_name",
                violation_error_message="这个社区已有这个团队。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class GroupMember(Scoped):
    """A member who serves in a group, for a term; ``held`` ends with it."""

    PRIVACY = classes.PLUMBING | classes.fields(C="person name", P="group post held")

    public_id = public_id_field()
    group = models.ForeignKey(ServiceGroup, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    post = models.CharField(max_length=40, blank=True)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "group_member"
        constraints = (
            one_at_a_time(
                "one_place_in_a_group", "group_id", "person_id",
                says="这段时间里，这名党员已在这个团队里。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.held}"


class GroupDeed(Scoped):
    """Something a group did, on what record it stands, and which members served.

    ``served`` are rows of ``GroupMember``; nobody's deeds are counted or ranked.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="group on title result tie matter meeting sitting", C="served"
    )

    public_id = public_id_field()
    group = models.ForeignKey(ServiceGroup, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    title = models.CharField(max_length=80)
    result = models.CharField(max_length=300, blank=True)
    tie = models.CharField(max_length=8, choices=Tie, default=Tie.NONE)
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, null=True, on_delete=models.PROTECT, related_name="+")
    served = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "group_deed"
        indexes = (models.Index(fields=("group", "-on"), name="deed_of_group"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(tie=Tie.NONE, matter=None, meeting=None, sitting=None)
                | Q(tie=Tie.MATTER, matter__isnull=False, meeting=None, sitting=None)
                | Q(tie=Tie.MEETING, meeting__isnull=False, matter=None, sitting=None)
                | Q(tie=Tie.SITTING, sitting__isnull=False, matter=None, meeting=None),
                name="deed_on_one_record",
            ),
        )

    def __str__(self) -> str:
        return self.title
