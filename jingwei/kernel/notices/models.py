"""What is somebody told, has it been read, and did it go out by other ways too?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes


class Notice(Scoped):
    """One message to one person, or to whoever holds a duty at one organisation.

    ``org`` is the person's own branch, or the organisation whose post is meant. ``key`` says what
    it is about: the same thing is told to the same recipient once, until it is taken back. A
    reminder is a notice whose day comes later (``shows_on``) and that is taken back when its
    matter is done.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="kind key duty url made_at shows_on due_on read_at read_by withdrawn_at cause",
        C="person title body",
    )

    public_id = public_id_field()
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=120)
    body = models.CharField(max_length=600, blank=True)
    url = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    shows_on = models.DateField()
    due_on = models.DateField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    cause = models.BigIntegerField(null=True)  # the ledger line it came from

    class Meta(Scoped.Meta):
        db_table = "notice"
        constraints = (
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(duty=""), name="notice_to_a_person_or_a_post"
            ),
            models.CheckConstraint(
                condition=Q(read_by=None, read_at=None)
                | Q(read_by__isnull=False, read_at__isnull=False),
                name="notice_read_by_and_at",
            ),
            models.UniqueConstraint(
                fields=("kind", "key", "person"), name="notice_once_to_a_person",
                condition=Q(person__isnull=False, withdrawn_at=None),
            ),
            models.UniqueConstraint(
                fields=("kind", "key", "org", "duty"), name="notice_once_to_a_post",
                condition=Q(person=None, withdrawn_at=None),
            ),
        )  # fmt: skip
        indexes = (
            models.Index(fields=("person", "-id"), name="notice_of_person"),
            models.Index(
                fields=("kind", "key"), name="notice_of_key", condition=Q(withdrawn_at=None)
            ),
            models.Index(
                fields=("org", "shows_on"), name="notice_unread_of_post",
                condition=Q(person=None, read_at=None, withdrawn_at=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """One notice on its way by one channel beside the pages: tried, sent, or given up."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("没有发出")
        DROPPED = "dropped", _("不用再发")

    WITHOUT_SCOPE = "reached through its notice"
    PRIVACY = classes.fields(I="id notice channel state tries next_at sent_at said")

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="+", db_index=False)
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=60, blank=True)  # why it was given up, as a code

    class Meta:
        db_table = "notice_delivery"
        constraints = (
            models.UniqueConstraint(fields=("notice", "channel"), name="notice_once_by_a_channel"),
        )
        indexes = (
            models.Index(
                fields=("next_at",), name="notice_delivery_waiting",
                condition=Q(state="waiting"),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.notice_id} {self.channel}"
