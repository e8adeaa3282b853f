"""What happened, who did it and in which post? One insert-only line for each act."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scoped import Everything, ScopedManager, path_field
from jingwei.kernel.privacy import classes


class Entry(models.Model):
    """One line: written in the transaction of the act, never changed, never deleted.

    ``payload`` is canonical JSON, hashed as stored: facts in the clear, personal values only as
    commitments. ``org_path`` is an access label that a move of the tree may change and stands
    outside the hash; ``org_path_at`` is the path at the time and stands inside it.
    ``xid`` is the transaction's id, by which batches are sealed.
    """

    PATH: ClassVar[str] = "org_path"
    PRIVACY = classes.PLUMBING | classes.fields(
        I="xid recorded_at happened_at actor actor_name post org_path_at subject subject_id verb"
        " payload corrects request_id",
    )

    id = models.BigAutoField(primary_key=True)
    xid = models.TextField(db_default=RawSQL("pg_current_xact_id()", ()))  # xid8 in the database
    recorded_at = models.DateTimeField(db_default=RawSQL("clock_timestamp()", ()))
    happened_at = models.DateTimeField()
    actor = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=50, blank=True)
    post = models.CharField(max_length=200, blank=True)
    request_id = models.CharField(max_length=36, blank=True)
    org = models.ForeignKey(
        "orgs.Organisation", null=True, on_delete=models.PROTECT, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    org_path = path_field(blank=True)
    org_path_at = path_field(blank=True)
    subject = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)
    payload = models.TextField()
    corrects = models.BigIntegerField(null=True)

    everything = Everything()
    objects = ScopedManager()

    class Meta:
        db_table = "entry"
        managed = False  # partitioned by id range; made by SQL in the migration
        base_manager_name = "everything"
        default_manager_name = "everything"

    def __str__(self) -> str:
        return f"{self.id} {self.verb}"


class EntryDetail(models.Model):
    """The personal values behind a line's commitments: sealed, and erasable without a trace in
    the line's hash. Reached through its entry, whose policy it shares."""

    PRIVACY = classes.fields(I="id entry subject_key", S="sealed")

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    subject_key = models.ForeignKey(
        "SubjectKey", null=True, on_delete=models.PROTECT, related_name="+"
    )
    sealed = models.BinaryField()

    class Meta:
        db_table = "entry_detail"

    def __str__(self) -> str:
        return str(self.entry_id)


class SubjectKey(models.Model):
    """The key under which values of one person or thing are committed to; erasing it makes the
    commitments say nothing for ever."""

    PRIVACY = classes.fields(I="subject", S="wrapped")

    subject = models.CharField(max_length=40, primary_key=True)
    wrapped = models.BinaryField()

    class Meta:
        db_table = "subject_key"

    def __str__(self) -> str:
        return self.subject


class RowImage(models.Model):
    """How a row stood before a bulk act changed it (``before`` null: the act made the row)."""

    PRIVACY = classes.fields(I="id entry table row", C="before")

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", db_index=False)
    table = models.CharField(max_length=40)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)

    class Meta:
        db_table = "row_image"
        indexes = (
            models.Index(fields=("entry", "table"), name="row_image_of_entry"),
            models.Index(
                fields=("row",), name="row_image_of_person", condition=models.Q(table="person")
            ),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class Seal(models.Model):
    """One batch of lines, sealed: all lines of the transactions ``[lo, hi)``, none can come later.

    ``index`` holds number and digest of each line (8 and 32 bytes), so that a fault is placed to
    the line; ``root`` is the digest of the index, ``hash`` that of the whole row, and the next row
    names it as ``prev``. ``mark`` is a keyed digest of ``hash`` whose key is outside the database.
    A segment begins where transactions are counted anew: ``why`` and ``known`` say what it knew.
    """

    WITHOUT_SCOPE = "digests of lines of the whole ledger; nothing can be read from them"
    PRIVACY = classes.fields(
        I="no segment suite lo hi old_id count index root prev hash mark sealed_at source why known"
    )

    no = models.BigIntegerField(primary_key=True)
    segment = models.IntegerField()
    suite = models.CharField(max_length=4)
    lo = models.BigIntegerField()
    hi = models.BigIntegerField()
    old_id = models.BigIntegerField()  # lines up to it are older than the segment
    count = models.IntegerField()
    index = models.BinaryField()
    root = models.CharField(max_length=64)
    prev = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)
    mark = models.CharField(max_length=80)
    sealed_at = models.CharField(max_length=27)  # as it is hashed
    source = models.CharField(max_length=40)  # which database, on which timeline
    why = models.CharField(max_length=200, blank=True)
    known = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "seal"

    def __str__(self) -> str:
        return f"{self.no} {self.hash[:12]}"

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.sealed_at)


class LedgerCheck(models.Model):
    """What a verification of the whole ledger found; the worker writes it, pages show it."""

    WITHOUT_SCOPE = "counts and numbers of lines; nothing of what they say"
    PRIVACY = classes.fields(I="id began_at ended_at is_good report")

    id = models.BigAutoField(primary_key=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    is_good = models.BooleanField()
    report = models.JSONField()

    class Meta:
        db_table = "ledger_check"

    def __str__(self) -> str:
        return f"{self.began_at} {self.is_good}"


class ReactionRun(models.Model):
    """One reaction to one line: waits from the commit of the act, runs once.

    The row is the act's own promise: it is written with the line or not at all.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("待办理")
        DONE = "done", _("已办理")
        REFUSED = "refused", _("条件不符")
        FAILED = "failed", _("没有办成")
        GONE = "gone", _("不再办理")

    WITHOUT_SCOPE = "numbers of lines and names of reactions; nothing of what they say"
    PRIVACY = classes.fields(I="id entry reaction state tries next_at ran_at said")

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", db_index=False)
    reaction = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True)
    said = models.JSONField(default=list)  # codes of findings

    class Meta:
        db_table = "reaction_run"
        constraints = (
            models.UniqueConstraint(fields=("entry", "reaction"), name="one_run_of_a_reaction"),
        )
        indexes = (
            models.Index(
                fields=("next_at",), name="reaction_run_waiting",
                condition=models.Q(state__in=("waiting", "failed")),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.entry_id} {self.reaction}"
