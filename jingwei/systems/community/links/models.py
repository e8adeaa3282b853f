"""Which members live here while their relation stays elsewhere, and on what terms?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped, path_field
from jingwei.kernel.people.kinds import Category
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.systems.community.links.kinds import ENDS, LinkState, Side, Why
from jingwei.work.meetings.kinds import Kind, Presence


class DualLink(Scoped):
    """``org`` is the branch of the relation, ``host`` the one where the member lives; both see the
    row. Names are kept as they were, for the side that does not see the other's.

    The stay itself is a ``Membership`` of kind activity at the host: it has no vote, no dues and
    no appraisal, and no count of members knows it.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name category place contact home_contact words",
        I="state why home_name host_name asked_on consent_on agreed_on ended_on",
    )

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    category = models.CharField(max_length=12, choices=Category)
    state = models.CharField(max_length=9, choices=LinkState)
    why = models.CharField(max_length=6, choices=Why, default=Why.SHARES)
    place = models.CharField(max_length=60)  # the community or estate where the member lives
    words = models.CharField(max_length=300, blank=True)  # what else was agreed
    home_name = models.CharField(max_length=120)
    host = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    host_path = path_field()
    host_name = models.CharField(max_length=120)
    home_contact = models.CharField(max_length=50, blank=True)  # who keeps in touch, by name
    contact = models.CharField(max_length=50, blank=True)
    asked_on = models.DateField()
    consent_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "dual_link"
        indexes = (models.Index(fields=("-asked_on", "-id"), name="link_by_day"),)
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=~Q(state__in=ENDS), name="one_link_at_a_time",
                violation_error_message="这名党员已有双重管理，请在那一件里接着办。",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on=None) | Q(consent_on__isnull=False),
                name="link_needs_consent",
                violation_error_message="本人没有同意，不能开始。",
            ),
            models.CheckConstraint(
                condition=~Q(org=models.F("host")), name="link_of_two_branches",
                violation_error_message="居住地支部就是本支部，不用双重管理。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class LinkLife(Scoped):
    """A meeting of one of the two branches with a linked member on its roster, as both may know
    it: which day, which kind, on which side, and how the member stood; never what was said.

    Worked out from the meeting's own record whenever that is closed or put right.
    """

    PRIVACY = classes.PLUMBING | classes.fields(I="link meeting on kinds side", C="how")

    link = models.ForeignKey(DualLink, on_delete=models.CASCADE, related_name="+")
    meeting = models.UUIDField()
    on = models.DateField()
    kinds = ArrayField(models.CharField(max_length=20))
    side = models.CharField(max_length=4, choices=Side)
    how = models.CharField(max_length=8, choices=Presence)
    host = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    host_path = path_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "dual_link_life"
        indexes = (
            models.Index(fields=("link", "-on"), name="life_of_link"),
            models.Index(fields=("meeting",), name="life_of_meeting"),  # whenever one is closed
        )
        constraints = (
            models.UniqueConstraint(fields=("link", "meeting"), name="one_line_a_meeting"),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.side} {self.how}"

    @property
    def kind_labels(self) -> list[str]:
        return [str(Kind(kind).label) for kind in self.kinds]
