"""Who runs errands for a village or community, and which errand is in whose hands?"""

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import held_field, one_at_a_time, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.systems.public_benefit.proxies.kinds import Handed
from jingwei.work.matters.models import Matter


class ProxyAgent(Scoped):
    """A Party member or cadre who runs errands for the people of a village or community."""

    PRIVACY = classes.PLUMBING | classes.fields(C="person name", P="unit does held")

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    does = models.CharField(max_length=120)  # such as 老年证、医保、水电缴费
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "proxy_agent"
        constraints = (
            one_at_a_time(
                "one_agent_of_a_place", "unit_id", "person_id", says="这个人已经在这里代办。"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProxyErrand(Scoped):
    """That a matter is run by an agent, and when its result was handed over.

    What is entrusted, and until when, stands with the matter (``work/matters``: ``ProxyCase``,
    ``ProxyPaper``).
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="matter agent taken_on handed_on handed_how", C="agent_name result"
    )

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="+")
    agent = models.ForeignKey(ProxyAgent, on_delete=models.PROTECT, related_name="+")
    agent_name = models.CharField(max_length=50)  # whoever works on it may not see the row
    taken_on = models.DateField()
    handed_on = models.DateField(null=True)
    handed_how = models.CharField(max_length=10, choices=Handed, blank=True)
    result = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "proxy_errand"
        constraints = (
            models.CheckConstraint(
                condition=Q(handed_on=None, handed_how="", result="")
                | Q(handed_on__isnull=False) & ~Q(handed_how="") & ~Q(result=""),
                name="errand_handed_with_a_result",
            ),
        )
        indexes = (
            # Errands in hand, which are few of all.
            models.Index(
                fields=("org_path", "id"), name="proxy_errand_in_hand",
                condition=Q(handed_on=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.taken_on)
