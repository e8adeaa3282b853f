"""Which lines are looked for? By day, organisation, person, act and thing."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.queries import Wanted
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import register
from jingwei.shell.accounts.choosing import candidates

DAY = {"type": "date", "class": "input w-auto"}
TEXT = {"class": "input", "autocomplete": "off"}


class SearchForm(forms.Form):
    """All of it may stay empty. What cannot be read is told beside its field."""

    q = forms.CharField(label=_("谁办的"), max_length=50, required=False)
    org = forms.CharField(label=_("组织编码或名称"), max_length=120, required=False)
    verb = forms.ChoiceField(label=_("哪一类事"), required=False)
    thing = forms.CharField(label=_("编号"), max_length=40, required=False)
    since = forms.DateField(label=_("从哪天"), required=False, widget=forms.DateInput(DAY))
    until = forms.DateField(label=_("到哪天"), required=False, widget=forms.DateInput(DAY))

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.scope = scope
        self.choices: list[Organisation] = []
        verb: Any = self.fields["verb"]
        verb.choices = [("", _("全部")), *sorted(register().verbs.items())]
        self.groups = acts_by_flow()
        verb.error_messages = {"invalid_choice": _("没有这一类事，请从表里选。")}
        for name in ("since", "until"):
            self.fields[name].error_messages = {"invalid": _("日期这样写：2026-06-30。")}

    def clean_org(self) -> str:
        """The path; typed words that fit several organisations or none are told."""
        typed = self.cleaned_data["org"].strip()
        if not typed:
            return ""
        self.choices = candidates(self.scope, typed)
        if len(self.choices) == 1:
            return str(self.choices[0].path)
        if self.choices:
            raise forms.ValidationError(_("有几个组织都对得上，请写编码。"))
        raise forms.ValidationError(_("您的范围里没有这个组织，请写编码或全称。"))

    def wanted(self) -> Wanted:
        """What to look for; a field that cannot be read asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            path=said.get("org", ""), actor=said.get("q", "").strip(), verb=said.get("verb", ""),
            thing=said.get("thing", "").strip(), since=_morning(said.get("since"), 0),
            until=_morning(said.get("until"), 1),
        )  # fmt: skip


def acts_by_flow() -> list[tuple[str, list[tuple[str, Any]]]]:
    """The acts of each flow under its title, for many flows have a step of the same name; before
    them, without a title, what belongs to none."""
    flows = register().flows
    groups: dict[str, list[tuple[str, Any]]] = {"": []}
    for verb, word in sorted(register().verbs.items()):
        flow = flows.get(verb.rpartition(".")[0])
        groups.setdefault(str(flow.title) if flow else "", []).append((verb, word))
    groups[""].sort(key=lambda one: str(one[1]))
    return list(groups.items())


def _morning(day: Any, later: int) -> datetime | None:
    """The first moment of a day here, or of the day after it."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), time()))
