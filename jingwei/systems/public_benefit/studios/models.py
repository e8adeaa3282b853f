"""Where do delegates receive people, who receives, and what was taken on?"""

from django.db import models

from jingwei.kernel.access.fields import held_field, one_at_a_time, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.systems.public_benefit.door import lies_in_the_country
from jingwei.systems.public_benefit.studios.kinds import Proxy, StudioKind
from jingwei.work.matters.models import Matter


class DelegateStudio(Scoped):
    """A delegates' studio. ``hours`` is a list of ``[weekday, opens, closes]``; residents see it.

    ``phone`` is the studio's, never somebody's own. Longitude and latitude are of CGCS2000; an
    online one has none.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="name kind unit place longitude latitude phone hours held"
    )

    public_id = public_id_field()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=StudioKind)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)  # for an online one: where to find it
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    phone = models.CharField(max_length=30)
    hours = models.JSONField(default=list)
    held = held_field()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "delegate_studio"
        indexes = (models.Index(fields=("name", "id"), name="studio_by_name"),)
        constraints = (lies_in_the_country("studio_lies_in_the_country"),)

    def __str__(self) -> str:
        return self.name


class StudioDelegate(Scoped):
    """A delegate who receives there. Residents read the name only where the delegate agreed."""

    PRIVACY = classes.PLUMBING | classes.fields(C="person name", I="consent_on", P="studio held")

    public_id = public_id_field()
    studio = models.ForeignKey(DelegateStudio, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    consent_on = models.DateField(null=True)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "studio_delegate"
        constraints = (
            one_at_a_time(
                "one_delegate_of_a_studio", "studio_id", "person_id",
                says="这名代表已经在这个工作室接待。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class StudioItem(Scoped):
    """That a matter came in at a studio, and as which of the three proxies. The matter says all."""

    PRIVACY = classes.PLUMBING | classes.fields(P="studio proxy received_on", I="matter")

    studio = models.ForeignKey(DelegateStudio, on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="+")
    proxy = models.CharField(max_length=8, choices=Proxy)
    received_on = models.DateField()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "studio_item"
        indexes = (models.Index(fields=("studio", "received_on"), name="item_of_studio"),)

    def __str__(self) -> str:
        return f"{self.received_on} {self.proxy}"
