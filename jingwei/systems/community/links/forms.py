"""What is typed when a dual link is asked for? Where the member lives, which branch, why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.orgs import directory
from jingwei.kernel.orgs.directory import Entry
from jingwei.shell.orgs.fields import Choice, Text
from jingwei.systems.community.links.actions import Terms
from jingwei.systems.community.links.kinds import Why


class LinkForm(forms.Form):
    """A branch of this city from its address book, and the terms."""

    place = Text(label=_("住在哪个社区、小区"), most=60, hint=_("不写门牌，例如：新苑社区二区。"))
    find = Text(
        label=_("居住地的支部"), most=60,
        hint=_("写支部名称的任何一段、拼音首字母或编码，点“查找”，再选一个。"),
    )  # fmt: skip
    to = forms.ChoiceField(label=_("选支部"), required=False, choices=(), widget=forms.RadioSelect)
    why = Choice(label=_("组织关系为什么留在原支部"), choices=Why.choices, required=False)
    words = Text(label=_("还约定了什么"), rows=2, most=300, hint=_("可以不写。"))
    home_contact = Text(label=_("原支部谁来联系"), most=50, hint=_("可以不写。"))

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

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(
            to=next((one for one in self.found if one.code == said.get("to")), None),
            place=said.get("place", ""), why=said.get("why") or Why.SHARES,
            words=said.get("words", ""), home_contact=said.get("home_contact", ""),
        )  # fmt: skip
