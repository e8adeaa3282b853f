"""What is typed about groups, about who serves in them, and about what they did?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.systems.community.groups.actions import Plate
from jingwei.systems.community.groups.kinds import Tie
from jingwei.systems.community.groups.models import GroupMember, GroupSort, ServiceGroup


class SortsForm(forms.Form):
    """The kinds, one a line: ``老干部理事会：议大事、调解纠纷``."""

    sorts = Text(
        label=_("有哪几类团队"), rows=8, most=1200,
        hint=_("一类一行，冒号后面写做什么，例如“老干部理事会：议大事、调解纠纷”。"),
    )  # fmt: skip

    @staticmethod
    def written(rows: Sequence[GroupSort]) -> str:
        return "\n".join(f"{one.title}：{one.about}" if one.about else one.title for one in rows)

    def told(self) -> list[tuple[str, str]]:
        found = []
        for line in self.cleaned_data["sorts"].splitlines():
            title, _colon, about = line.replace(":", "：").partition("：")
            found.append((title.strip()[:40], about.strip()[:200]))
        return found


class GroupForm(forms.Form):
    """What is told of a group."""

    name = Text(label=_("团队名称"), most=60)
    about = Text(label=_("做什么、几点在哪里"), rows=2, most=300)
    phone = Text(label=_("联系电话"), most=30, hint=_("团队或社区的电话，可以不写。"))
    others = forms.IntegerField(
        label=_("一共有多少居民参加"), required=False, min_value=0, max_value=100_000,
        widget=forms.NumberInput({"class": "input num", "inputmode": "numeric"}),
        help_text=_("只写个数，不登记居民。"),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sorts: Sequence[GroupSort], **more: Any) -> None:
        super().__init__(*args, **more)
        self.sorts = {str(one.public_id): one for one in sorts}
        self.fields["sort"] = Choice(
            label=_("哪一类"), required=False,
            choices=[("", _("请选一类")), *((key, one.title) for key, one in self.sorts.items())],
        )  # fmt: skip
        self.order_fields(["name", "sort", "about", "phone", "others"])

    @staticmethod
    def started(row: ServiceGroup) -> dict[str, Any]:
        return {
            "name": row.name, "sort": str(row.sort.public_id), "about": row.about,
            "phone": row.phone, "others": row.others, "version": row.version,
        }  # fmt: skip

    def plate(self) -> Plate:
        said = self.cleaned_data
        return Plate(
            name=said["name"], sort=self.sorts.get(said["sort"]), about=said["about"],
            phone=said["phone"], others=said["others"] or 0,
        )  # fmt: skip


class ServeForm(forms.Form):
    name = Text(label=_("哪位党员"), most=50, hint=_("写全姓名，从这个组织和下级的党员里找。"))
    duty = Text(label=_("做什么"), most=40, hint=_("例如：会长、队员、调解员。"))
    since = Day(label=_("从哪天起"), required=False)
    until = Day(label=_("任期到哪天"), required=False, hint=_("没有任期就空着。"))


class StopForm(forms.Form):
    on = Day(label=_("从哪天起不做了"))


class DeedForm(forms.Form):
    """What was done, by which members, on which record."""

    title = Text(label=_("做了什么"), most=80)
    on = Day(label=_("哪天"), required=False)
    result = Text(label=_("结果怎样"), rows=2, most=300, hint=_("不写居民的姓名。"))
    record = Choice(label=_("是哪件记录"), choices=(), required=False)

    def __init__(
        self, *args: Any, members: Sequence[GroupMember], records: Sequence[tuple[str, str]],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.members = {str(one.public_id): one for one in members}
        self.fields["served"] = forms.MultipleChoiceField(
            label=_("哪些党员参加了"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(key, one.name) for key, one in self.members.items()],
        )  # fmt: skip
        field: Any = self.fields["record"]
        field.choices = [("", _("没有对应的记录")), *records]

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "title": said["title"], "on": said["on"], "result": said["result"],
            "served": [self.members[key] for key in said["served"] if key in self.members],
        }  # fmt: skip

    @property
    def tie(self) -> tuple[str, str]:
        """Kind and id of the record that was chosen."""
        kind, _colon, public_id = self.cleaned_data["record"].partition(":")
        return (kind, public_id) if kind in Tie.values else (str(Tie.NONE), "")
