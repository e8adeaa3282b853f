"""What does the example's flow move? A plea of a branch, with two dates and somebody's answer."""

from django.db import models

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped


class Plea(Scoped):
    """Something a branch asks of its town."""

    class State(models.TextChoices):
        DRAFT = "draft", "拟稿"
        ASKED = "asked", "待受理"
        NOTICE = "notice", "公示"
        WAITING = "waiting", "等本人"
        AGREED = "agreed", "已同意"
        DECLINED = "declined", "没有同意"
        CLOSED = "closed", "已结束"

    public_id = public_id_field()
    title = models.CharField(max_length=50)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    answer = models.CharField(max_length=300, blank=True)
    met_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Scoped.Meta):
        db_table = "example_plea"

    def __str__(self) -> str:
        return self.title
