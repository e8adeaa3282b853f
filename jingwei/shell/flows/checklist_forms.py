"""What is asked for a local checklist? One line for each thing to look at."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.flows.checklist_rules import (
    LABEL_MOST,
    MOST_ITEMS,
    REASON_MOST,
    SOURCE_MOST,
    TITLE_MOST,
)  # fmt: skip
from jingwei.kernel.flows.checklists import Item, may_carry
from jingwei.kernel.register import register
from jingwei.shell.orgs.fields import Choice, Day, Text

MUST, ASKS = ("必", "must"), ("？", "?")
HOW = _("每行一条。必须核对的，行首写“必 ”；要写文字回答的，行尾写“？”。其余是提醒，打勾即可。")


class ListForm(forms.Form):
    """A version of a list: its words, its lines, from when on and why."""

    title = Text(label=_("清单名称"), most=2 * TITLE_MOST)
    source = Text(
        label=_("依据"),
        most=2 * SOURCE_MOST,
        hint=_("哪份文件第几条；当地自定的，写哪级哪次会议定的。"),
    )
    items = Text(label=_("核对什么"), rows=8, most=MOST_ITEMS * LABEL_MOST * 4, hint=HOW)
    from_on = Day(label=_("从哪天起"), hint=_("那天起开始办的事才用，正在办的仍按原来的。"))
    reason = Text(label=_("为什么"), rows=2, most=2 * REASON_MOST)

    def told(self) -> dict[str, Any]:
        """The words of the version, its lines as items."""
        said = {name: self.cleaned_data[name] for name in ("title", "source", "from_on", "reason")}
        return said | {"items": items_of(self.cleaned_data["items"])}


class NewListForm(ListForm):
    """The same, and on which step of which flow."""

    step = Choice(
        label=_("加在哪一步"), choices=[], error_messages={"required": _("还没有选加在哪一步。")}
    )
    field_order = ("step",)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["step"].choices = [("", _("请选择")), *_steps()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[str, str]:
        """Code of the flow and verb of the step."""
        flow, _space, verb = self.cleaned_data["step"].partition(" ")
        return flow, verb


class EndForm(forms.Form):
    last_on = Day(label=_("用到哪天为止"), hint=_("含这一天。正在办的事仍按它核对。"))
    reason = Text(label=_("为什么停用"), rows=2, most=2 * REASON_MOST)


def _steps() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Steps that may carry a list, by flow; a verb that stands for several sets of rules once."""
    found = []
    for flow in register().flows.values():
        verbs = {step.verb: step.label for step in flow.steps if may_carry(step)}
        if verbs:
            listed = [(f"{flow.code} {verb}", label) for verb, label in verbs.items()]
            found.append((flow.title, listed))
    return found


def items_of(typed: str) -> list[Item]:
    """One item a line; the inverse of what the form shows."""
    found = []
    for line in filter(None, (line.replace("\u3000", " ").strip() for line in typed.splitlines())):
        first, _space, rest = line.partition(" ")
        required = first.lower() in MUST and bool(rest.strip())
        label = rest.strip() if required else line
        found.append(Item(label, answer=label.endswith(ASKS), required=required))
    return found


def lines_of(items: Iterable[Item]) -> str:
    """Items as the form shows them."""
    return "\n".join(f"{MUST[0]} {one.label}" if one.required else one.label for one in items)
