"""Which commendations were decided, with which paper? Records of decisions, never a score."""

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.work.membership.commendations.kinds import PERSONAL, Honour, Level


class Commendation(Scoped):
    """One decision about one member or one organisation. ``org`` is the branch of the day, or the
    organisation itself; ``given_by`` who decided, as the paper says.

    What was taken back stays on file with its day and its reason.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name", P="honour level given_by paper on", I="taken_on taken_why noted_at"
        " noted_by",
    )  # fmt: skip

    public_id = public_id_field()
    honour = models.CharField(max_length=8, choices=Honour)
    level = models.CharField(max_length=8, choices=Level)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)  # of the member or the organisation, as on the paper
    given_by = models.CharField(max_length=120)
    paper = models.CharField(max_length=100)  # the number of the decision
    on = models.DateField()
    taken_on = models.DateField(null=True)
    taken_why = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "commendation"
        indexes = (models.Index(fields=("-on", "-id"), name="commendation_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(honour__in=PERSONAL, person__isnull=False)
                | Q(honour=Honour.BODY, person=None),
                name="commendation_of_a_member_or_a_body",
            ),
            models.UniqueConstraint(
                fields=("org", "person", "honour", "paper"),
                name="commended_once_by_a_paper",
                nulls_distinct=False,
                violation_error_message="这份文件的这次表彰已经登记过。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.get_honour_display()}"
