"""What do the pages of members keep? Somebody's own views and columns, and exports asked for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes


class SavedView(models.Model):
    """A list under a name, for one account: the query string, so that it can be sent to others."""

    WITHOUT_SCOPE: ClassVar[str] = "belongs to an account; its policy shows it to nobody else"
    PRIVACY = classes.fields(I="id public_id account name query created_at")

    public_id = public_id_field()
    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=20)
    query = models.CharField(max_length=500)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "saved_view"
        constraints = (
            models.UniqueConstraint(fields=("account", "name"), name="one_view_of_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class ColumnChoice(models.Model):
    """Which columns of the list of members an account wants to see."""

    WITHOUT_SCOPE: ClassVar[str] = "belongs to an account; its policy shows it to nobody else"
    PRIVACY = classes.fields(I="account columns")

    account = models.OneToOneField(
        "access.Account", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    columns = models.CharField(max_length=300)

    class Meta:
        db_table = "column_choice"

    def __str__(self) -> str:
        return self.columns


class Export(Scoped):
    """A list taken out of the program: who, why, how many, which columns.

    Many rows of sealed columns wait here until another account agrees.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("待核定")
        AGREED = "agreed", _("已同意")
        DECLINED = "declined", _("未同意")

    class Making(models.TextChoices):
        """How far a worker is with a long list; empty where the list is made when it is taken."""

        MAKING = "making", _("正在做")
        READY = "ready", _("做好了")
        FAILED = "failed", _("没有做成")

    PRIVACY = classes.PLUMBING | classes.fields(
        I="columns count reason words outcome asked_by asked_at decided_by decided_at answer"
        " taken_at making made_at",
        C="query", S="file_key",
    )  # fmt: skip

    public_id = public_id_field()
    query = models.CharField(max_length=1000)
    columns = models.CharField(max_length=300)
    count = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    words = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN)
    asked_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(null=True)
    making = models.CharField(max_length=8, choices=Making, blank=True, default="")
    made_at = models.DateTimeField(null=True)
    file_key = models.BinaryField(null=True)

    class Meta(Scoped.Meta):
        db_table = "member_export"
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="member_export_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                name="member_export_by_two_people",
            ),
        )

    def __str__(self) -> str:
        return f"{self.asked_at:%F} {self.count}"
