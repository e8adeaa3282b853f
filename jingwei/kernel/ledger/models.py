"""What happened, who did it and in which post? One insert-only line for each act."""

from typing import ClassVar

from django.db import models
from django.db.models.expressions import RawSQL

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
        indexes = (models.Index(fields=("entry", "table"), name="row_image_of_entry"),)

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
