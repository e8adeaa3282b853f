"""Which services are there, and in whose words from which day?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import held_field, one_at_a_time, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes
from jingwei.work.catalogue.kinds import ItemKind, Ring


class ServiceCategory(Scoped):
    """One category of the catalogue of a county or city; everybody may read it."""

    PRIVACY = classes.PLUMBING | classes.fields(P="title about place held")

    public_id = public_id_field()
    title = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)
    place = models.PositiveSmallIntegerField()  # in the order of the catalogue
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "service_category"
        constraints = (
            one_at_a_time(
                "one_category_at_a_place",
                "org_id",
                "place",
                says="这个序号已经有一类了，请换一个。",
            ),
        )

    def __str__(self) -> str:
        return self.title


class ServiceItem(Scoped):
    """One thing that centres do, for as long as the catalogue has it. Its words are dated."""

    PRIVACY = classes.PLUMBING | classes.fields(P="category held")

    public_id = public_id_field()
    category = models.ForeignKey(ServiceCategory, on_delete=models.PROTECT, related_name="+")
    held = held_field()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "service_item"

    def __str__(self) -> str:
        return str(self.public_id)


class ItemWording(Scoped):
    """What the catalogue says of an item from a day to a day.

    ``never_ask`` are papers that nobody may ask for; ``ring`` says which of the four services of
    the ten-minute circle it belongs to; ``is_required``: every centre has to offer it.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="item held title kind ring for_whom bring never_ask takes price price_words basis"
        " is_required"
    )

    item = models.ForeignKey(ServiceItem, on_delete=models.CASCADE, related_name="+")
    held = held_field()
    title = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=ItemKind)
    ring = models.CharField(max_length=10, choices=Ring, blank=True)
    for_whom = models.CharField(max_length=200, blank=True)
    bring = ArrayField(models.CharField(max_length=80), default=list)
    never_ask = ArrayField(models.CharField(max_length=80), default=list)
    takes = models.CharField(max_length=60)
    price = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    price_words = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=200)
    is_required = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "item_wording"
        constraints = (
            one_at_a_time(
                "one_wording_at_a_time", "item_id", says="这个事项从这天起已经有另一种写法。"
            ),
            models.CheckConstraint(
                condition=Q(price__gte=0), name="price_is_not_below_nothing",
                violation_error_message="价格不能小于0。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title
