"""What is typed when a record is opened? A day, a place, a code; nothing that is on file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.orgs import directory
from jingwei.kernel.orgs.directory import Entry
from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.work.membership.standing.actions import Away
from jingwei.work.membership.standing.kinds import Abroad, OrgClass, Served, Situation, Why


class FloatingForm(forms.Form):
    """登记外出, with or without a branch of this city that takes the member along."""

    since = Day(label=_("从哪天起外出"), required=False)
    place = Text(label=_("到了哪里"), most=60, hint=_("写到省、市、县，例如：江苏省苏州市昆山市。"))
    why = Choice(label=_("为什么外出"), choices=Why.choices, required=False)
    contact = Text(label=_("本支部谁来联系"), most=50)
    find = Text(
        label=_("流入地支部（在本市的）"), most=60,
        hint=_("在本市的，写支部名称的一段，点“查找”再选；不在本市的不写。"),
    )  # fmt: skip
    to = forms.ChoiceField(label=_("选支部"), required=False, choices=(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        typed = str(self.data.get("find", "")) if self.is_bound else ""
        self.found: list[Entry] = directory.branches(typed) if typed.strip() else []
        field: Any = self.fields["to"]
        field.choices = [(one.code, f"{one.name}（{one.above}）") for one in self.found]
        if not self.found:
            del self.fields["to"]

    @property
    def is_search(self) -> bool:
        return "look" in self.data

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        to = next((one for one in self.found if one.code == said.get("to")), None)
        return {
            "away": Away(
                since=said.get("since"), place=said.get("place", ""), why=said.get("why") or "work",
                contact=said.get("contact", ""), to=to,
            )
        }  # fmt: skip


class _Opening(forms.Form):
    is_search = False

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in self.fields}


class LostForm(_Opening):
    since = Day(label=_("最后一次联系上是哪天"), required=False)
    situation = Choice(label=_("失联情形"), choices=Situation.choices)
    org_class = Choice(label=_("党组织类别"), choices=OrgClass.choices)


class StayForm(_Opening):
    since = Day(label=_("哪天出国（境）的"), required=False)
    kind = Choice(label=_("为什么去"), choices=Abroad.choices)
    place = Text(label=_("国家或地区"), most=60)


class LeavingForm(_Opening):
    since = Day(label=_("本人哪天提出的"), required=False)


class DeathForm(_Opening):
    on = Day(label=_("去世日期"))
    basis = Text(label=_("依据"), most=200, hint=_("例如死亡证明、家属告知。选填。"))


class ServiceForm(forms.Form):
    """记下送达: the day, how, and who took it."""

    served_on = Day(label=_("哪天送达的"), required=False)
    how = Choice(label=_("怎样送达的"), choices=Served.choices)
    taker = Text(label=_("收到的人"), most=50, hint=_("签收的人；邮寄的写单号。"))
    note = Text(
        label=_("说明"), most=200, hint=_("没有签收的写原因和见证人，公告的写贴在哪里、贴了几天。")
    )

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in self.fields}
