"""What is typed about a commendation? The paper's words, and whom of the roster it is about."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.work.membership.commendations.kinds import Honour, Level


class CommendationForm(forms.Form):
    honour = Choice(label=_("什么表彰"), choices=Honour.choices)
    level = Choice(label=_("哪一级"), choices=Level.choices)
    given_by = Text(label=_("哪里表彰的"), most=120, hint=_("照文件写，例如：中共示例市委。"))
    paper = Text(label=_("决定的文号"), most=100)
    on = Day(label=_("决定日期"), required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = Choice(
            label=_("受表彰的党员"), required=False,
            choices=[("", _("表彰的是组织，不选人")), *people],
        )  # fmt: skip
        self.order_fields(["honour", "person", "level", "given_by", "paper", "on"])


class TakingBackForm(forms.Form):
    on = Day(label=_("撤销日期"), required=False)
    why = Text(label=_("撤销的文号和原因"), most=200)
