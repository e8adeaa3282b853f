"""Where does each case stand, what was done, which limits run, which papers belong to it?"""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped, path_field
from jingwei.kernel.privacy import classes

UP_A_LEVEL = ("raise_up", "escalate")
"""Verbs, in any flow, of steps that put a case before the level above: by hand, by the clock."""
REACHED_BY_CASE = "reached through its case, whose policy it shares"


class Case(Scoped):
    """One subject on its way through one flow. ``state`` follows the subject's own, which stays
    the truth; both change in one transaction.

    ``number`` counts the steps taken and is the version that a caller may have seen. ``level``
    says how often the matter was put before the level above. ``host`` is the other side, who sees
    it too; ``person`` whom it is about, who sees the own case. ``named``: where it is set, only
    these accounts of the range see the case and whatever belongs to it.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="flow subject state rule_set number level begun_at moved_at ended_at named", C="person"
    )

    public_id = public_id_field()
    flow = models.CharField(max_length=60)
    subject = models.UUIDField()
    state = models.CharField(max_length=40)
    rule_set = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    host = models.ForeignKey(
        "orgs.Organisation", null=True, on_delete=models.PROTECT, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    host_path = path_field(null=True)
    named = ArrayField(models.BigIntegerField(), null=True)

    class Meta(Scoped.Meta):
        db_table = "flow_case"
        constraints = (
            models.UniqueConstraint(fields=("flow", "subject"), name="one_case_of_a_flow"),
            models.CheckConstraint(
                condition=Q(host=None, host_path=None)
                | Q(host__isnull=False, host_path__isnull=False),
                name="flow_case_host_and_path",
            ),
        )
        indexes = (
            models.Index(
                fields=("org_path", "moved_at", "id"), name="flow_case_under_way",
                condition=Q(ended_at=None),
            ),
            models.Index(  # the lately moved of a wide scope, without sorting all of a city's
                fields=("moved_at", "id"), name="flow_case_lately", condition=Q(ended_at=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.flow} {self.subject}"


class Taken(models.Model):
    """One step that was taken: by whom, in which post, when, from where to where, what was said.

    Rows are only added. ``sealed`` holds what was said; its AAD is this row's public id. ``asked``
    is a digest of the whole request, so that the same key with other content is noticed.
    ``office`` is the organisation of the acting post; None for who acts without one.
    """

    WITHOUT_SCOPE = REACHED_BY_CASE
    PRIVACY = classes.fields(
        I="id public_id case number verb from_state to_state rule_set actor actor_name post office"
        " at entry_no key asked",
        S="sealed",
    )

    public_id = public_id_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40)
    rule_set = models.CharField(max_length=20)
    actor = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=50, blank=True)
    post = models.CharField(max_length=200, blank=True)
    office = models.ForeignKey(
        "orgs.Organisation", null=True, on_delete=models.PROTECT, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    at = models.DateTimeField()
    entry_no = models.BigIntegerField()
    key = models.CharField(max_length=100, blank=True)
    asked = models.CharField(max_length=64, blank=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        db_table = "flow_step"
        constraints = (
            models.UniqueConstraint(fields=("case", "number"), name="one_step_of_a_number"),
            models.UniqueConstraint(
                fields=("case", "key"), name="one_step_of_a_key", condition=~Q(key="")
            ),
        )
        indexes = (
            # What went up a level, by its day; few of all steps.
            models.Index(
                fields=("at", "id"), name="flow_step_up", condition=Q(verb__in=UP_A_LEVEL)
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class Clock(Scoped):
    """A limit of a case that runs, stands or has ended. ``due_on`` is its last day, which counts.

    ``waits``: nothing may happen before the end; otherwise something must happen by it.
    ``is_certain`` False: a year on the way has no arrangement of working days yet.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("计时中")
        PAUSED = "paused", _("暂停")
        ENDED = "ended", _("已结束")

    class Outcome(models.TextChoices):
        MET = "met", _("按期")
        LATE = "late", _("超期")
        DROPPED = "dropped", _("不再计时")

    PRIVACY = classes.PLUMBING | classes.fields(
        I="case name number amount unit source state outcome began_on due_on paused_on ended_on"
        " extended waits escalated_at is_certain"
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    number = models.CharField(max_length=60, blank=True)  # its name in the rulebook
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12)  # a Unit of the calendar
    source = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    began_on = models.DateField()
    due_on = models.DateField()
    paused_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    extended = models.PositiveSmallIntegerField(default=0)
    waits = models.BooleanField(default=False)
    escalated_at = models.DateTimeField(null=True)
    is_certain = models.BooleanField(default=True)

    class Meta(Scoped.Meta):
        db_table = "flow_clock"
        constraints = (
            models.UniqueConstraint(
                fields=("case", "name"), name="one_clock_of_a_name_runs",
                condition=~Q(state="ended"),
            ),
            models.CheckConstraint(
                condition=Q(state="paused", paused_on__isnull=False)
                | (~Q(state="paused") & Q(paused_on=None)),
                name="flow_clock_paused_on",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False)
                | (~Q(state="ended") & Q(ended_on=None)),
                name="flow_clock_ended_on",
            ),
        )  # fmt: skip
        indexes = (
            models.Index(
                fields=("org_path", "due_on", "id"), name="flow_clock_running",
                condition=Q(state="running"),
            ),
            # What is due next in a large part of the tree, without reading all of it.
            models.Index(
                fields=("due_on", "id"), name="flow_clock_due",
                condition=~Q(state="ended") & Q(waits=False),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.due_on}"


class ClockEvent(models.Model):
    """What happened to a limit: begun, paused and why, gone on, made longer, ended, passed.

    Rows are only added.
    """

    class Kind(models.TextChoices):
        STARTED = "started", _("开始计时")
        PAUSED = "paused", _("暂停计时")
        RESUMED = "resumed", _("恢复计时")
        EXTENDED = "extended", _("延长")
        ENDED = "ended", _("结束计时")
        ESCALATED = "escalated", _("超期上报")

    WITHOUT_SCOPE = REACHED_BY_CASE
    PRIVACY = classes.fields(
        I="id case clock kind at due_before due_after amount actor actor_name post entry_no",
        C="reason",
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=9, choices=Kind)
    at = models.DateTimeField()
    due_before = models.DateField(null=True)
    due_after = models.DateField()
    amount = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    actor = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=50, blank=True)
    post = models.CharField(max_length=200, blank=True)
    entry_no = models.BigIntegerField()

    class Meta:
        db_table = "flow_clock_event"

    def __str__(self) -> str:
        return f"{self.kind} {self.due_after}"


class FlowPaper(models.Model):
    """A paper of a case: attached by somebody, or made by a step (``is_made``).

    An attached file lies sealed on disk under this row's public id; of a made one the text lies in
    ``sealed`` and is drawn when it is opened. Without a step it waits for one (uploaded, the step
    not yet taken).
    """

    WITHOUT_SCOPE = REACHED_BY_CASE
    PRIVACY = classes.fields(
        I="id public_id case step slot title media size digest is_made actor actor_name at",
        C="file_name", S="file_key sealed",
    )  # fmt: skip

    public_id = public_id_field()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Taken, null=True, on_delete=models.PROTECT, related_name="+")
    slot = models.CharField(max_length=40)
    title = models.CharField(max_length=100, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    file_key = models.BinaryField(null=True)
    sealed = models.BinaryField(null=True)
    is_made = models.BooleanField(default=False)
    actor = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=50, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "flow_paper"
        constraints = (
            models.CheckConstraint(
                condition=Q(is_made=True, sealed__isnull=False)
                | Q(is_made=False, file_key__isnull=False),
                name="flow_paper_has_content",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.slot


class Planned(models.Model):
    """A step of the worker for a later day. It is checked again when it runs; where its conditions
    are gone it is not taken, and ``said`` keeps why."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待办")
        TAKEN = "taken", _("已办")
        NOT_TAKEN = "not_taken", _("条件不再满足，没有办")
        DROPPED = "dropped", _("已取消")

    WITHOUT_SCOPE = REACHED_BY_CASE
    PRIVACY = classes.fields(I="id case verb run_on state said planned_at ran_at")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)
    run_on = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    said = models.JSONField(default=list)  # the codes of the findings
    planned_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "flow_plan"
        indexes = (
            models.Index(
                fields=("run_on", "id"), name="flow_plan_waiting", condition=Q(state="waiting")
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.run_on}"


class Checklist(Scoped):
    """What an office wants looked at before one step of a flow is taken, in its own range: one
    version of it, which holds for cases begun on its days.

    Everybody below reads it; only the office's own post may write it. It adds questions to a step
    and can take no condition of the flow away. ``items``: label, whether it needs an answer in
    words, whether it must be answered.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="flow verb title source office items held reason actor actor_name at"
    )

    public_id = public_id_field()
    flow = models.CharField(max_length=60)
    verb = models.CharField(max_length=40)
    title = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    items = models.JSONField()
    held = DateRangeField()
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=50, blank=True)
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        db_table = "flow_checklist"
        constraints = (
            models.UniqueConstraint(
                fields=("org", "flow", "verb"), name="one_open_checklist_of_a_step",
                condition=Q(held__upper_inf=True),
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=("org_path", "id"), name="flow_checklist_path"),)

    def __str__(self) -> str:
        return self.title
