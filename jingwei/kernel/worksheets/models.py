"""What is to become of two or more organisations, and to whom goes everything they have?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.orgs.kinds import OrgKind
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.privacy import classes


class Worksheet(Scoped):
    """A split, merger or conversion in the making. ``org`` is the organisation above all ends.

    ``touched`` says after the execution how each row was left (table, row, digest), so that an
    undoing knows whether somebody changed one of them since.
    """

    class Kind(models.TextChoices):
        SPLIT = "split", _("拆分")
        MERGE = "merge", _("合并")
        CONVERT = "convert", _("转设")

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SUBMITTED = "submitted", _("待执行")
        DONE = "done", _("已执行")
        UNDONE = "undone", _("已撤回")
        DROPPED = "dropped", _("已放弃")

    PRIVACY = classes.PLUMBING | classes.fields(
        P="kind on", I="state basis made_by made_at done_by done_at line touched"
    )

    public_id = public_id_field()
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    on = models.DateField()
    basis = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    line = models.BigIntegerField(null=True)  # the ledger line of the execution
    touched = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta(Scoped.Meta):
        db_table = "worksheet"
        constraints = (
            models.CheckConstraint(
                condition=Q(done_by=None, done_at=None)
                | Q(done_by__isnull=False, done_at__isnull=False),
                name="worksheet_done_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(done_by=None) | ~Q(done_by=F("made_by")),
                name="worksheet_by_two_people",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class End(Scoped):
    """One end of a worksheet: a source that hands over, or a target that takes.

    A source that goes on is a target too. A target without ``body`` is set up by the execution
    with ``name``, ``code`` and ``body_kind`` below ``org``.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="worksheet body is_source is_target name code body_kind"
    )

    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    is_source = models.BooleanField(default=False)
    is_target = models.BooleanField(default=False)
    name = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=40, blank=True)
    body_kind = models.CharField(max_length=24, choices=OrgKind, blank=True)

    class Meta(Scoped.Meta):
        db_table = "worksheet_end"
        constraints = (
            models.CheckConstraint(
                condition=Q(is_source=True) | Q(is_target=True), name="worksheet_end_of_a_side"
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=False) | Q(is_source=False), name="worksheet_source_exists"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Item(Scoped):
    """One thing that a source has: where a person said that it goes. There is no default.

    ``org`` is the source. ``thing`` is the row of the kind's table; ``is_ended`` says that it ends
    instead of going over.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="worksheet kind thing target is_ended said_by said_at"
    )

    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    thing = models.BigIntegerField()
    target = models.ForeignKey(End, null=True, on_delete=models.PROTECT, related_name="+")
    is_ended = models.BooleanField(default=False)
    said_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField(null=True)

    class Meta(Scoped.Meta):
        db_table = "worksheet_item"
        indexes = (models.Index(fields=("worksheet", "kind", "id"), name="worksheet_item_of_kind"),)
        constraints = (
            models.UniqueConstraint(
                fields=("worksheet", "kind", "thing"), name="worksheet_item_once"
            ),
            models.CheckConstraint(
                condition=Q(said_by=None, said_at=None)
                | Q(said_by__isnull=False, said_at__isnull=False),
                name="worksheet_item_said_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(said_by__isnull=False) | Q(target=None, is_ended=False),
                name="worksheet_item_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(target=None) | Q(is_ended=False), name="worksheet_item_one_fate"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
