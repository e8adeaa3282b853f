"""What is typed about a pilot and its trials?"""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.findings import Refused
from jingwei.shell import words
from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.systems.competence.disposition.kinds import Field, Kept
from jingwei.systems.competence.disposition.pilot_actions import PilotTold, TrialTold


class Pointing(forms.Form):
    """Findings of the rules stand at their fields, beside what could not be read."""

    def said(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}

    def pointed(self, refusal: Refused) -> Refused:
        found = []
        for finding in refusal.findings:
            name = str(finding.params.get("field", ""))
            if name in self.fields:
                if not self.errors.get(name):
                    self.add_error(name, words.sentence(finding))
                finding = replace(
                    finding, params={**finding.params, "field_id": self[name].id_for_label}
                )
            found.append(finding)
        return Refused(*found)


class PilotForm(Pointing):
    field = Choice(label=_("领域"), choices=Field.choices)
    place = Text(label=_("在哪里试"), most=80)
    since = Day(label=_("从哪天起"), required=False)
    until = Day(label=_("到哪天止"), required=False, hint=_("没有定就不写。"))
    criteria = Text(label=_("选点标准"), rows=4, most=2000, hint=_("为什么选它，写给别的单位看。"))
    basis = Text(label=_("依据"), most=200)

    def told(self) -> PilotTold:
        said = self.said()
        return PilotTold(
            field=said["field"] or "", place=said["place"] or "", since=said["since"],
            until=said["until"], criteria=said["criteria"] or "", basis=said["basis"] or "",
        )  # fmt: skip


class TrialForm(Pointing):
    idea = Text(label=_("试什么做法"), most=200)
    expected = Text(label=_("预期看到什么"), most=200)
    figure = Text(label=_("看哪个数"), most=60, hint=_("有现成的指标就写它的名字；没有不写。"))
    began_on = Day(label=_("从哪天起"), required=False)

    def told(self) -> TrialTold:
        said = self.said()
        return TrialTold(
            idea=said["idea"] or "", expected=said["expected"] or "",
            figure=said["figure"] or "", began_on=said["began_on"],
        )  # fmt: skip


class AdoptionForm(Pointing):
    place = Text(label=_("在哪里采用"), most=80)
    since = Day(label=_("从哪天起"), required=False)
    why = Text(label=_("为什么适合这里"), rows=4, most=2000)

    def told(self) -> dict[str, Any]:
        said = self.said()
        return {"place": said["place"] or "", "since": said["since"], "why": said["why"] or ""}


class StoppingForm(Pointing):
    on = Day(label=_("哪天停用"), required=False)
    why = Text(label=_("为什么停用"), rows=4, most=2000)

    def told(self) -> dict[str, Any]:
        said = self.said()
        return {"on": said["on"], "why": said["why"] or ""}


class EvaluationForm(Pointing):
    evaluation = Text(label=_("看到了什么"), rows=4, most=2000)
    kept = Choice(
        label=_("保留还是不用"), required=False,
        choices=[("", _("请选择")), *(one for one in Kept.choices if one[0] != Kept.OPEN)],
    )  # fmt: skip
    ended_on = Day(label=_("到哪天止"), required=False)

    def told(self) -> dict[str, Any]:
        said = self.said()
        return {
            "evaluation": said["evaluation"] or "", "kept": said["kept"] or "",
            "ended_on": said["ended_on"],
        }  # fmt: skip
