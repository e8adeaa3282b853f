"""What does each kind of matter keep of its own? One small table a kind, beside the matter."""

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.privacy import classes
from jingwei.work.matters.kinds import Ended

THROUGH = "reached through its matter, whose policy admits it"


class Own(models.Model):
    """The fields of one kind, beside the matter."""

    WITHOUT_SCOPE = THROUGH
    matter = models.OneToOneField("matters.Matter", on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.db_table} {self.pk}"


class GridMatter(Own):
    """Found or told in a grid: settled on the spot, or whistled up to the town."""

    PRIVACY = classes.fields(I="id matter on_the_spot whistled_on")

    on_the_spot = models.BooleanField(default=False)
    whistled_on = models.DateField(null=True)

    class Meta:
        db_table = "matter_grid"


class ProxyCase(Own):
    """An errand run for somebody: what was entrusted, for how long, how it was agreed to."""

    PRIVACY = classes.fields(I="id matter since until agreed errands_saved", C="mandate")

    mandate = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    agreed = models.CharField(max_length=60)
    errands_saved = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "matter_proxy"


class VoiceItem(Own):
    """What a delegate raised for somebody: to whom, and since when."""

    PRIVACY = classes.fields(I="id matter raised_to raised_on heard_on")

    raised_to = models.CharField(max_length=120)
    raised_on = models.DateField()
    heard_on = models.DateField(null=True)

    class Meta:
        db_table = "matter_voice"


class BenefitFound(Own):
    """Something that somebody is entitled to and did not have."""

    PRIVACY = classes.fields(I="id matter benefit basis granted_on")

    benefit = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    granted_on = models.DateField(null=True)

    class Meta:
        db_table = "matter_benefit"


class Complaint(Own):
    """About whom it is, a merchant or an office, and of what day."""

    PRIVACY = classes.fields(I="id matter about happened_on")

    about = models.CharField(max_length=120)
    happened_on = models.DateField(null=True)

    class Meta:
        db_table = "matter_complaint"


class Mediation(Own):
    """A mediation: who mediates, since when, and the days that the law gives the asker.

    ``free_from`` and ``apply_until`` are fixed when they are given. The other side is sealed.
    """

    PRIVACY = classes.fields(
        P="received_on free_from apply_until is_wages", I="id matter body known_on agreed_on",
        S="other",
    )  # fmt: skip

    body = models.CharField(max_length=120)
    received_on = models.DateField()
    other = models.BinaryField(null=True)
    is_wages = models.BooleanField(default=False)
    known_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    free_from = models.DateField(null=True)
    apply_until = models.DateField(null=True)

    class Meta:
        db_table = "matter_mediation"


class ProxyPaper(models.Model):
    """A paper that was taken for an errand; it goes back or is erased."""

    WITHOUT_SCOPE = THROUGH
    PRIVACY = classes.fields(I="id public_id matter name taken_on ended_on how")

    public_id = public_id_field()
    matter = models.ForeignKey("matters.Matter", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    taken_on = models.DateField()
    ended_on = models.DateField(null=True)
    how = models.CharField(max_length=10, choices=Ended, blank=True)

    class Meta:
        db_table = "matter_paper"
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None, how="") | Q(ended_on__isnull=False) & ~Q(how=""),
                name="matter_paper_ends_in_some_way",
            ),
        )
        indexes = (
            # Papers that are still here, the longest first.
            models.Index(fields=("taken_on", "id"), name="matter_paper_here", condition=Q(how="")),
        )

    def __str__(self) -> str:
        return self.name
