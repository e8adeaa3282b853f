"""What is typed about a transfer? Where to and why; or what a letter from outside says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.orgs import directory
from jingwei.kernel.orgs.directory import Entry
from jingwei.kernel.people.kinds import Category
from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.work.membership.transfers.actions import Letter, Wish
from jingwei.work.membership.transfers.kinds import Why


class WishForm(forms.Form):
    """A branch of this city from the address book, or the full name of one outside."""

    find = Text(
        label=_("转到本市哪个支部"), most=60,
        hint=_("写支部名称的任何一段、拼音首字母或编码，点“查找”，再选一个。"),
    )  # fmt: skip
    to = forms.ChoiceField(label=_("选支部"), required=False, choices=(), widget=forms.RadioSelect)
    to_name = Text(
        label=_("转往市外的，写接收党组织全称"), most=120,
        hint=_("例如：某省某市某街道党工委。转在本市的不写。"),
    )  # fmt: skip
    why = Choice(label=_("为什么转"), choices=[("", _("请选一项")), *Why.choices], required=False)
    note = Text(label=_("说明"), rows=2, most=300)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        typed = str(self.data.get("find", "")) if self.is_bound else ""
        self.found: list[Entry] = directory.branches(typed) if typed.strip() else []
        field: Any = self.fields["to"]
        field.choices = [(one.code, f"{one.name}（{one.above}）") for one in self.found]

    @property
    def is_search(self) -> bool:
        """The button that only looks in the address book."""
        return "look" in self.data

    def wish(self) -> Wish:
        """What was said, for the action; the branch chosen from those that were found."""
        said = self.cleaned_data
        chosen = next((one for one in self.found if one.code == said.get("to")), None)
        return Wish(
            why=said.get("why", ""), to=chosen, note=said.get("note", ""),
            to_name="" if chosen else said.get("to_name", ""),
        )  # fmt: skip


class LetterForm(forms.Form):
    """What a letter from outside the city says of its bearer."""

    name = Text(label=_("姓名"), most=50)
    id_number = Text(label=_("身份证号"), most=18)
    from_name = Text(label=_("从哪里转来"), most=120, hint=_("照介绍信抬头写全称。"))
    letter_no = Text(label=_("介绍信编号"), most=40)
    letter_on = Day(label=_("开信日期"), required=False)
    category = Choice(label=_("党员类别"), choices=Category.choices, required=False)
    joined_on = Day(label=_("入党日期"), required=False)
    full_on = Day(label=_("转正日期"), required=False)
    phone = Text(label=_("手机"), most=20)
    unit_title = Text(label=_("工作单位及职务"), most=120)

    def letter(self) -> Letter:
        return Letter(**self.cleaned_data)
