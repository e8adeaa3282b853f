"""Which communities are there, of which buildings and grids, and who answers for each?

A grid holds places and who leads it. Nothing here is about a resident (DOMAIN 2.4, must not).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import held_field, one_at_a_time, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.systems.community.grids.kinds import (
    Asking,
    Chain,
    Formation,
    GridKind,
    GridRole,
    SlotKind,
    TroubleKind,
    Use,
)
from jingwei.work.matters.models import Matter

OUTLINE = models.JSONField  # a GeoJSON Polygon in CGCS2000 degrees, checked by ``geometry``


class Community(Scoped):
    """What is kept of a unit of kind community beyond the unit itself. ``phone`` is the line by
    which residents supervise the grid workers; it is public."""

    PRIVACY = classes.PLUMBING | classes.fields(P="unit name formation words phone outline held")

    public_id = public_id_field()
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)  # of the unit, so that lists need not ask it
    formation = models.CharField(max_length=16, choices=Formation)
    words = models.CharField(max_length=200, blank=True)  # what ``other`` means, or since when
    phone = models.CharField(max_length=30, blank=True)
    outline = OUTLINE(null=True)  # of today; all of them are ``CommunityBorder``
    held = held_field()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "community"

    def __str__(self) -> str:
        return self.name


class CommunityBorder(Scoped):
    """Where the border of a community runs during ``held``; the open one is its ``outline``."""

    PRIVACY = classes.PLUMBING | classes.fields(P="community outline held")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    outline = OUTLINE()
    held = held_field()

    class Meta(Scoped.Meta):
        db_table = "community_border"
        constraints = (
            one_at_a_time(
                "one_border_at_a_time", "community_id", says="这段时间里，社区已有边界。"
            ),
        )

    def __str__(self) -> str:
        return f"{self.community_id} {self.held}"


class Slot(Scoped):
    """One part of the structure that a community ought to have."""

    PRIVACY = classes.PLUMBING | classes.fields(P="community kind title place held")

    public_id = public_id_field()
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=SlotKind)
    title = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField(default=0)  # order on the page
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "community_slot"
        constraints = (
            models.UniqueConstraint(
                fields=("community", "title"),
                condition=Q(held__endswith=None),
                name="one_slot_of_a_title",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Seat(Scoped):
    """Somebody in a part of the structure of a community, for a term. ``held`` ends with it."""

    PRIVACY = classes.PLUMBING | classes.fields(C="person name", P="slot post held")

    public_id = public_id_field()
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    post = models.CharField(max_length=40, blank=True)
    held = held_field()

    class Meta(Scoped.Meta):
        db_table = "community_seat"
        constraints = (
            one_at_a_time(
                "one_seat_in_a_slot", "slot_id", "person_id",
                condition=Q(person__isnull=False), says="这段时间里，这个人已经在这个机构里。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.held}"


class Trouble(Scoped):
    """One of the four troubles: by which chain, who answers, on which figure it is seen."""

    PRIVACY = classes.PLUMBING | classes.fields(P="held_by kind chain figure", I="owner words held")

    public_id = public_id_field()
    held_by = models.CharField(max_length=120)  # those below do not see the office itself
    kind = models.CharField(max_length=12, choices=TroubleKind)
    chain = models.CharField(max_length=12, choices=Chain)
    owner = models.CharField(max_length=60)  # an office, or a person by office
    figure = models.CharField(max_length=60)
    words = models.CharField(max_length=300, blank=True)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "community_trouble"
        constraints = (
            models.UniqueConstraint(
                fields=("org", "kind"), condition=Q(held__endswith=None),
                name="one_answer_to_a_trouble",
                violation_error_message="这一难已经有人负责，请改那一条。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Building(Scoped):
    """A building of a community: how many households, never who. ``branch`` is the Party branch
    or group that is in it."""

    PRIVACY = classes.PLUMBING | classes.fields(
        P="community code name compound address use households point branch held"
    )

    public_id = public_id_field()
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    compound = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=120, blank=True)
    use = models.CharField(max_length=12, choices=Use, default=Use.RESIDENTIAL)
    households = models.PositiveIntegerField(default=0)
    point = ArrayField(models.FloatField(), size=2, null=True)  # east and north, in degrees
    branch = models.CharField(max_length=60, blank=True)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "building"
        indexes = (models.Index(fields=("community", "code", "id"), name="building_by_code"),)
        constraints = (
            models.UniqueConstraint(
                fields=("community", "code"), condition=Q(held__endswith=None),
                name="one_building_of_a_code",
                violation_error_message="这个社区已有这个楼栋编号。",
            ),
            models.CheckConstraint(
                condition=Q(point=None) | Q(point__len=2), name="building_at_a_point"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def lon(self) -> float | None:
        return self.point[0] if self.point else None

    @property
    def lat(self) -> float | None:
        return self.point[1] if self.point else None


class Stairwell(Scoped):
    """One stairwell of a building."""

    PRIVACY = classes.PLUMBING | classes.fields(P="building name households held")

    public_id = public_id_field()
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=30)
    households = models.PositiveIntegerField(default=0)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "stairwell"
        constraints = (
            models.UniqueConstraint(
                fields=("building", "name"), condition=Q(held__endswith=None),
                name="one_stairwell_of_a_name",
                violation_error_message="这栋楼已有这个单元。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Contact(Scoped):
    """A member who agreed to be asked in a stairwell. The consent can be taken back."""

    PRIVACY = classes.PLUMBING | classes.fields(C="person stairwell held", I="consent_on")

    public_id = public_id_field()
    stairwell = models.ForeignKey(Stairwell, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    consent_on = models.DateField()
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "stairwell_contact"
        constraints = (
            one_at_a_time(
                "one_contact_at_a_time", "stairwell_id", "person_id",
                says="这名党员已经是这个楼道的联系人。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.held}"


class Grid(Scoped):
    """A grid of a community. Its code stays with it for good and is never given again."""

    PRIVACY = classes.PLUMBING | classes.fields(P="community code name kind held")

    public_id = public_id_field()
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=GridKind, default=GridKind.BASE)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "grid"
        indexes = (models.Index(fields=("community", "code"), name="grid_of_community"),)

    def __str__(self) -> str:
        return self.name


class GridShape(Scoped):
    """Where the border of a grid runs during ``held``."""

    PRIVACY = classes.PLUMBING | classes.fields(P="grid outline held")

    grid = models.ForeignKey(Grid, on_delete=models.CASCADE, related_name="+")
    outline = OUTLINE()
    held = held_field()

    class Meta(Scoped.Meta):
        db_table = "grid_shape"
        constraints = (
            one_at_a_time("one_shape_at_a_time", "grid_id", says="这段时间里，网格已有边界。"),
        )

    def __str__(self) -> str:
        return f"{self.grid_id} {self.held}"


class GridBuilding(Scoped):
    """A building belongs to a grid during ``held``; to one, says the database."""

    PRIVACY = classes.PLUMBING | classes.fields(P="grid building held")

    grid = models.ForeignKey(Grid, on_delete=models.CASCADE, related_name="+")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="+")
    held = held_field()

    class Meta(Scoped.Meta):
        db_table = "grid_building"
        constraints = (
            one_at_a_time(
                "one_grid_of_a_building", "building_id", says="这段时间里，楼栋已在一个网格里。"
            ),
        )

    def __str__(self) -> str:
        return f"{self.grid_id} {self.building_id} {self.held}"


class Worker(Scoped):
    """Somebody who may be put to a grid: by name, with the file where there is one."""

    PRIVACY = classes.PLUMBING | classes.fields(P="name", C="person")

    public_id = public_id_field()
    name = models.CharField(max_length=50)  # stands on the public page of the grid
    person = models.OneToOneField(Person, null=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "grid_worker"

    def __str__(self) -> str:
        return self.name


class Assignment(Scoped):
    """Somebody takes part in a grid during ``held``; ``is_lead``: answers for it (每人包干一个)."""

    PRIVACY = classes.PLUMBING | classes.fields(P="grid worker role is_lead held", I="words")

    public_id = public_id_field()
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=GridRole)
    words = models.CharField(max_length=60, blank=True)  # what ``other`` means
    is_lead = models.BooleanField(default=False)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "grid_assignment"
        constraints = (
            one_at_a_time(
                "one_lead_of_a_grid", "grid_id", condition=Q(is_lead=True),
                says="这段时间里，这个网格已有人牵头。",
            ),
            one_at_a_time(
                "one_grid_of_a_lead", "worker_id", condition=Q(is_lead=True),
                says="这段时间里，这个人已牵头另一个网格，每人包干一个。",
            ),
            one_at_a_time(
                "once_in_a_grid", "grid_id", "worker_id",
                says="这段时间里，这个人已在这个网格里。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.worker_id} {self.grid_id} {self.held}"


class GridAsked(Scoped):
    """Of which grid a matter is asked. ``how`` = ``place`` only suggests; else ``lead`` was asked,
    who led there then (None: nobody did). Whoever leads now answers."""

    PRIVACY = classes.PLUMBING | classes.fields(I="matter grid building lead how asked_at")

    public_id = public_id_field()
    # Tied in the migration, so that it goes with an order that the database takes back.
    matter = models.OneToOneField(
        Matter, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    building = models.ForeignKey(Building, null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=Asking, default=Asking.PLACE)
    asked_at = models.DateTimeField()

    class Meta(Scoped.Meta):
        db_table = "grid_asked"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.grid_id} {self.how}"
