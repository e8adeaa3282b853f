"""Who hands a post over to whom, and has it been taken?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes


class Handover(Scoped):
    """One post of one organisation changing hands. What is open belongs to the post and is not
    copied; the list as it stood is a paper of the step, sealed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("在写")
        OFFERED = "offered", _("等接收")
        RETURNED = "returned", _("退回补充")
        TAKEN = "taken", _("已接收")
        DROPPED = "dropped", _("没有交接")

    PRIVACY = classes.PLUMBING | classes.fields(
        I="role from_account state offered_on taken_at taken_by"
    )

    public_id = public_id_field()
    role = models.CharField(max_length=20, choices=[(r.key, r.title) for r in ROLES.values()])
    from_account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    offered_on = models.DateField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Scoped.Meta):
        db_table = "handover"
        constraints = (
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="handover_taken_by_and_at",
            ),
            models.UniqueConstraint(
                fields=("from_account", "org", "role"),
                condition=Q(state__in=("draft", "offered", "returned")),
                name="one_handover_of_a_post_at_a_time",
                violation_error_message="这个身份已有一份交接在办，请先办完。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(ROLES[self.role].title)
