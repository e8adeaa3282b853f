"""What is typed about unions, their projects and goals? The rules say what is amiss."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.systems.public_benefit.unions.actions import Plan
from jingwei.systems.public_benefit.unions.kinds import (
    Occasion,
    PartyRole,
    Principle,
    ProjectKind,
    UnionKind,
)
from jingwei.systems.public_benefit.unions.models import UnionParty
from jingwei.systems.public_benefit.unions.reading import goal_of, lines_of, number_of

ONE_A_LINE = _("一行一个，写组织的全称或代码；别的镇街、县区的也可以。")
GOALS = _("一行一个：做什么，至少多少，什么单位。例如“村集体收入：50 万元”。")
UNREAD = _("这一行看不懂：{line}。写成“做什么：数 单位”。")


class UnionForm(forms.Form):
    """Who joins with whom, on what basis, until when, to reach what."""

    title = Text(label=_("名称"), most=120, hint=_("例如“东镇和西镇蔬菜联建”。"))
    kind = Choice(label=_("哪一类"), choices=UnionKind.choices)
    principle = Choice(label=_("靠什么联"), choices=Principle.choices)
    occasion = Choice(label=_("起因"), choices=Occasion.choices, initial=Occasion.OTHER)
    basis = Text(label=_("依据的文件或会议"), most=200)
    role = Choice(label=_("本组织是哪一方"), choices=PartyRole.choices, initial=PartyRole.MEMBER)
    helpers = Text(label=_("帮扶方"), rows=2, most=2000, hint=ONE_A_LINE)
    helped = Text(label=_("受助方"), rows=2, most=2000, hint=ONE_A_LINE)
    members = Text(label=_("参加方"), rows=2, most=2000, hint=ONE_A_LINE)
    resources = Text(
        label=_("拿出来一起用的"), rows=2, most=600, hint=_("场地、人、技术、销路等，可以不写。")
    )
    goals = Text(label=_("目标"), rows=3, most=2000, hint=GOALS)
    begins_on = Day(label=_("从哪天起"), required=False)
    ends_on = Day(label=_("到哪天止"), required=False)

    def clean_goals(self) -> tuple[tuple[str, Decimal, str], ...]:
        found = []
        for line in lines_of(self.cleaned_data["goals"]):
            one = goal_of(line)
            if one is None:
                raise forms.ValidationError(str(UNREAD).format(line=line[:30]))
            found.append(one)
        return tuple(found)

    def plan(self) -> Plan:
        said: dict[str, Any] = dict(self.cleaned_data)
        for name in ("helpers", "helped", "members"):
            said[name] = lines_of(said[name])
        return Plan(**said)


class SignForm(forms.Form):
    """One party's yes or no."""

    says = Choice(label=_("这一方的意见"), choices=[("yes", _("同意，签")), ("no", _("不同意"))])
    words = Text(label=_("想说的话"), rows=2, most=300, hint=_("不同意的，写一句为什么。"))


class ProjectForm(forms.Form):
    """What a party takes on for all."""

    title = Text(label=_("做什么"), most=120)
    kind = Choice(label=_("哪一类"), choices=ProjectKind.choices)
    due_on = Day(label=_("哪天前做成"), required=False)

    def __init__(self, *args: Any, parties: list[UnionParty], **more: Any) -> None:
        super().__init__(*args, **more)
        self.parties = {row.org.code: row for row in parties}
        self.fields["party"] = Choice(
            label=_("哪一方负责"), choices=[(code, row.name) for code, row in self.parties.items()]
        )

    @property
    def party(self) -> UnionParty:
        return self.parties[self.cleaned_data["party"]]


class DoneForm(forms.Form):
    on = Day(label=_("哪天做成的"), required=False)
    result = Text(label=_("结果，群众得到了什么"), rows=3, most=600)


class DropForm(forms.Form):
    reason = Text(label=_("为什么不做了"), rows=2, most=300)


class MeasureForm(forms.Form):
    """What was counted, when, and from where one knows."""

    reached = Text(label=_("现在是多少"), most=20)
    on = Day(label=_("哪天量的"), required=False)
    evidence = Text(label=_("从哪里知道的"), most=300, hint=_("例如账目、收购单、现场清点。"))

    def clean_reached(self) -> Decimal | None:
        typed = self.cleaned_data["reached"]
        if not typed.strip():
            return None
        found = number_of(typed)
        if found is None:
            raise forms.ValidationError(_("这里写数字，例如 120 或 12.5。"))
        return found
