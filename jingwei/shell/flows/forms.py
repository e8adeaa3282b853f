"""How is a step asked for? A form drawn from what the table says must be said."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.parts import Kind, Step, Word
from jingwei.shell import words

PREFIX = "said"


class StepForm(forms.Form):
    """The words of one step. The engine judges them; the form only draws and keeps them."""

    def __init__(self, step: Step, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX)
        for word in step.says:
            self.fields[word.name] = _field(word)

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as it was typed."""
        return {name: self.data.get(self.add_prefix(name), "") for name in self.fields}

    def show(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Stand each finding at its field too; the same findings, leading there."""
        found = []
        self.full_clean()
        for finding in findings:
            name = str(finding.params.get("field", ""))
            if name in self.fields:
                self.add_error(name, words.sentence(finding))
                finding = _leading(finding, self[name].id_for_label)
            elif name:
                finding = self.elsewhere(finding, name)
            found.append(finding)
        return tuple(found)

    def elsewhere(self, finding: Finding, name: str) -> Finding:
        """What is amiss with no word of the step is amiss with one of its papers."""
        return _leading(finding, f"paper-{name}")

    def drawn(self, says: tuple[Word, ...]) -> list[dict[str, Any]]:
        """The boxes in their order; one that may stay empty says so, and where a local checklist
        begins its first box says whose it is."""
        found, part = [], ""
        for word in says:
            begins = word if word.part and word.part != part else None
            part = word.part
            found.append({"box": self[word.name], "optional": not word.required, "list": begins})
        return found


def _leading(finding: Finding, field_id: str) -> Finding:
    return replace(finding, params={**finding.params, "field_id": field_id})


def _field(word: Word) -> forms.Field:
    said: dict[str, Any] = {"label": word.label, "help_text": word.help, "required": False}
    if word.kind is Kind.CHOICE:
        choices = [("", _("请选择")), *word.choices]
        return forms.ChoiceField(
            **said, choices=choices, widget=forms.Select(attrs={"class": "select"})
        )
    if word.kind is Kind.YES:
        return forms.BooleanField(**said)
    if word.kind is Kind.TEXT:
        area = forms.Textarea(attrs={"class": "textarea", "rows": 4})
        return forms.CharField(**said, widget=area)
    kinds = {Kind.DAY: {"type": "date"}, Kind.NUMBER: {"inputmode": "numeric"}}
    box = forms.TextInput(attrs={"class": "input", **kinds.get(word.kind, {})})
    return forms.CharField(**said, widget=box)
