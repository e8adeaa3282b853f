"""Which rosters were brought in, what stands in their rows, and what became of them?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Everything, Scoped
from jingwei.kernel.privacy import classes
from jingwei.ops.imports.progress import Step


class Kind(models.TextChoices):
    """What a roster lists; the order is the order of importing."""

    DIVISIONS = "divisions", _("行政区划")
    ORGANISATIONS = "organisations", _("党组织")
    UNITS = "units", _("单位")
    MEMBERS = "members", _("党员")
    POSITIONS = "positions", _("班子成员")
    DUES = "dues", _("党费期初")
    ATTENDANCE = "attendance", _("会议考勤")
    MEETING_MARKS = "meeting_marks", _("会议考勤（一人一行）")
    DEVELOPMENT = "development", _("发展党员名单")
    TRAINING = "training", _("以前的培训")
    COURSES = "courses", _("课程目录")
    PROBLEMS = "problems", _("问题清单")
    GRADES = "grades", _("以前的职级")
    BORDERS = "borders", _("社区边界")
    BUILDINGS = "buildings", _("楼栋")
    GRIDS = "grids", _("网格")
    CONTACTS = "contacts", _("楼道联系人")
    CENTRES = "centres", _("便民服务中心")
    OFFERINGS = "offerings", _("中心办的事项")
    CENTRE_SHUT = "centre_shut", _("中心关门的日子")
    STATIONS = "stations", _("三级网络站点")
    STAFF = "staff", _("站点在岗的人")
    STATION_SHUT = "station_shut", _("站点关门的日子")
    PROVIDERS = "providers", _("外面来帮的")
    AGENTS = "agents", _("代办员")
    STUDIOS = "studios", _("代表工作室")
    DELEGATES = "delegates", _("接待的代表")
    HOTLINE = "hotline", _("12345工单")


class Datum(models.TextChoices):
    """In which coordinates places of a file are written, where its rows do not say."""

    CGCS2000 = "cgcs2000", _("CGCS2000（WGS84、天地图）")
    GCJ02 = "gcj02", _("GCJ-02（高德、腾讯地图）")


class Batch(Scoped):
    """One file on its way in: uploaded, read, mended, confirmed, written; perhaps undone.

    ``org`` is the organisation of the acting post that brought it: the scope of every row.
    """

    class State(models.TextChoices):
        READING = "reading", _("正在读表")
        MAPPING = "mapping", _("对上列名")
        CHECKING = "checking", _("核对问题")
        WRITING = "writing", _("正在写入")
        WRITTEN = "written", _("已导入")
        UNDOING = "undoing", _("正在撤销")
        UNDONE = "undone", _("已撤销")
        CANCELLED = "cancelled", _("已取消")
        FAILED = "failed", _("没有完成")

    PRIVACY = classes.PLUMBING | classes.fields(
        I="kind state file_name file_digest file_size header_print mapping sheet rows done total"
        " new changed unchanged missing rejected warned skipped only_good as_of notes problem"
        " account grant uploaded_at finished_at entry undo_entry undone_at datum titles",
        S="file_key",
    )

    public_id = public_id_field()
    kind = models.CharField(max_length=14, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    file_name = models.CharField(max_length=255)
    file_digest = models.CharField(max_length=64)  # SHA-256 of the file as it came
    file_size = models.BigIntegerField()
    file_key = models.BinaryField(null=True)  # opens the sealed copy; gone after 30 days
    datum = models.CharField(max_length=8, blank=True, choices=Datum)
    sheet = models.CharField(max_length=100, blank=True)
    header_print = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(default=dict)
    notes = models.JSONField(default=list)  # what the reader says of the sheet as a whole
    titles = models.JSONField(default=dict)  # of meetings' columns: kind and day
    problem = models.JSONField(null=True)  # the one issue that stopped the file
    rows = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    new = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    missing = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    skipped = models.IntegerField(default=0)
    warned = models.IntegerField(default=0)
    only_good = models.BooleanField(default=True)  # False: all rows or none
    as_of = models.DateField()  # the day the roster speaks of; opening rows begin then
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    grant = models.ForeignKey(
        "access.Grant", null=True, on_delete=models.PROTECT, related_name="+"
    )  # the acting post; None: brought in on the command line
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField(null=True)  # the ledger line of the write
    undo_entry = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Scoped.Meta):
        db_table = "import_batch"
        indexes = (models.Index(fields=("org_path", "-id"), name="import_batch_newest"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.WRITTEN, self.State.UNDONE, self.State.CANCELLED)

    @property
    def is_moving(self) -> bool:
        """A worker is at it; pages ask again every two seconds."""
        return self.state in (self.State.READING, self.State.WRITING, self.State.UNDOING)


class Verdict(models.IntegerChoices):
    REJECTED = 0, _("要修改")
    NEW = 1, _("新增")
    CHANGED = 2, _("修改")
    UNCHANGED = 3, _("不变")
    SKIPPED = 4, _("跳过")


class StagedRow(models.Model):
    """One row of a roster, parsed and judged, waiting for a person's word.

    ``cells`` are the parsed values in the order of the kind's fields (None: the cell was empty);
    sealed fields stand in ``sealed``, ready for their column, with ``indexes`` for equality.
    ``digest`` is a keyed one of all that a row of members says: by it the office's next roster
    finds the rows that say the same (``staging/settling.py``). Rows are in sight where their batch
    is. The table is not logged: after a crash of the server it is
    empty, and is read again from the sealed file, the mapping and the repairs.
    """

    WITHOUT_SCOPE = "reached through its batch; 450,000 rows at a time cannot carry a path"
    PRIVACY = classes.fields(
        I="batch row_no verdict target org other issues differs",
        C="cells tails originals target_uuid",
        S="sealed indexes sealed_originals digest",
    )

    pk = models.CompositePrimaryKey("batch_id", "row_no")
    batch = models.ForeignKey(
        Batch, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    row_no = models.IntegerField()  # the number the clerk sees in the spreadsheet
    verdict = models.SmallIntegerField(choices=Verdict)
    cells = ArrayField(models.TextField(null=True))
    sealed = ArrayField(models.BinaryField(null=True), null=True)
    indexes = ArrayField(models.BinaryField(null=True), null=True)
    tails = ArrayField(models.TextField(null=True), null=True)
    target = models.BigIntegerField(null=True)  # the row it will change
    target_uuid = models.UUIDField(null=True)  # public id of the row it will change or make
    org = models.BigIntegerField(null=True)  # the organisation it names, once found
    # A second thing it names: a row above, a person; of persons and units the version judged by.
    other = models.BigIntegerField(null=True)
    digest = models.BinaryField(null=True)
    differs = ArrayField(models.TextField(), null=True)  # keys of fields that will change
    issues = models.JSONField(null=True)
    originals = models.JSONField(null=True)  # texts of faulty cells by field, for repair
    sealed_originals = models.BinaryField(null=True)  # the same of sensitive fields

    everything = Everything()
    objects = Everything()

    class Meta:
        db_table = "staged_row"
        indexes = (
            models.Index(
                fields=("batch", "row_no"), name="staged_row_with_issues",
                condition=Q(issues__isnull=False),
            ),
            # A later list changes one row in a hundred; each step of writing asks for these alone.
            models.Index(
                fields=("batch", "row_no"), name="staged_row_changed", condition=Q(verdict=2)
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row_no}"


class Progress(models.Model):
    """Where a batch stands while a worker is at it.

    Its rows are written beside the worker's one transaction, which holds the batch locked: so
    there is no key to the batch, and a row may speak of work that came to nothing.
    """

    WITHOUT_SCOPE = "reached through its batch"
    PRIVACY = classes.fields(I="batch_id step done total said_at")

    batch_id = models.BigIntegerField(primary_key=True)
    step = models.CharField(max_length=8, choices=Step)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    said_at = models.DateTimeField()

    class Meta:
        db_table = "import_progress"

    def __str__(self) -> str:
        return f"{self.step} {self.done}/{self.total}"


class ProblemBook(models.Model):
    """The clerk's workbook with notes, made by a worker and fetched by whoever may see the batch.

    One for each batch: asked for again, it is made anew. ``public_id`` names its sealed copy.
    """

    class State(models.TextChoices):
        MAKING = "making", _("正在写批注")
        READY = "ready", _("可以下载")
        FAILED = "failed", _("没有写成")

    WITHOUT_SCOPE = "reached through its batch"
    PRIVACY = classes.fields(I="id batch public_id state asked_at", S="file_key")

    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="+")
    public_id = public_id_field()
    state = models.CharField(max_length=8, choices=State, default=State.MAKING)
    file_key = models.BinaryField(null=True)
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "import_problem_book"

    def __str__(self) -> str:
        return f"{self.batch_id} {self.state}"


class Repair(models.Model):
    """What a person wrote in place of a faulty cell, or that a row is to be skipped."""

    class Way(models.TextChoices):
        VALUE = "value", _("改成")
        SKIP = "skip", _("跳过此行")
        TAKE = "take", _("用表里的")
        SAME = "same", _("是同一人")
        OTHER = "other", _("不是同一人")

    WITHOUT_SCOPE = "reached through its batch"
    PRIVACY = classes.fields(I="id batch row_no column way account said_at", S="sealed")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+")
    row_no = models.IntegerField()
    column = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=6, choices=Way)
    sealed = models.BinaryField(null=True)  # the new text; any column may be sensitive
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        db_table = "import_repair"
        constraints = (
            models.UniqueConstraint(
                fields=("batch", "row_no", "column"), name="one_repair_of_a_cell"
            ),
        )

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row_no} {self.way}"


class Answer(Scoped):
    """What a person said a doubtful text means, remembered for the office."""

    PRIVACY = classes.PLUMBING | classes.fields(I="kind column text meaning account said_at")

    kind = models.CharField(max_length=14, choices=Kind)
    column = models.CharField(max_length=40)
    text = models.CharField(max_length=200)
    meaning = models.CharField(max_length=60)  # code of an organisation, key of a choice
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta(Scoped.Meta):
        db_table = "import_answer"
        constraints = (
            models.UniqueConstraint(
                fields=("org", "kind", "column", "text"), name="one_meaning_of_a_text"
            ),
        )

    def __str__(self) -> str:
        return f"{self.text} = {self.meaning}"


class RememberedMapping(Scoped):
    """How an office's usual header is to be read: which column is which field."""

    PRIVACY = classes.PLUMBING | classes.fields(I="kind header_print mapping account said_at")

    kind = models.CharField(max_length=14, choices=Kind)
    header_print = models.CharField(max_length=64)
    mapping = models.JSONField()
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta(Scoped.Meta):
        db_table = "import_mapping"
        constraints = (
            models.UniqueConstraint(
                fields=("org", "kind", "header_print"), name="one_mapping_of_a_header"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.header_print[:8]}"
