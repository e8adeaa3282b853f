"""What is typed about an appraisal? A grade for one member, with a reason; counts for each."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.shell.orgs.fields import Choice, Text, Whole
from jingwei.work.membership.appraisal.kinds import Grade, Skip
from jingwei.work.membership.appraisal.models import Appraisal
from jingwei.work.membership.appraisal.rules import Counts

LETTERS = (("e", Grade.EXCELLENT), ("q", Grade.QUALIFIED), ("b", Grade.BASIC),
           ("u", Grade.UNQUALIFIED))  # fmt: skip


class CallForm(forms.Form):
    """Which year."""

    year = Whole(label=_("哪一年的评议"))


class GradeForm(forms.Form):
    """提等次: for the one member of the page."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    grade = forms.ChoiceField(
        label=_("等次"), choices=Grade.choices, required=False, widget=forms.RadioSelect
    )
    reason = Text(label=_("支委会为什么提这个等次"), rows=3, most=300)


class SkipForm(forms.Form):
    """没有评议: why the one member of the page has no grade."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    why = Choice(label=_("为什么没有评议"), choices=[("", _("请选一个原因")), *Skip.choices],
                 required=False)  # fmt: skip
    note = Text(label=_("补充说明"), most=200)


class WordsForm(forms.Form):
    """Words that are sealed: the own ones, those of others, an objection."""

    text = Text(label=_("内容"), rows=8, most=4000)

    def __init__(self, *args: Any, label: Any = "", hint: Any = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].label = label or _("内容")
        self.fields["text"].help_text = hint


class VotesForm(forms.Form):
    """记票: four numbers a member, as they were counted; empty where nothing was written down."""

    def __init__(self, *args: Any, lines: Sequence[Appraisal], **more: Any) -> None:
        super().__init__(*args, **more)
        self.lines = [line for line in lines if not line.skipped]
        for line in self.lines:
            for (letter, grade), count in zip(LETTERS, line.counts, strict=True):
                name = f"{letter}_{line.person_id}"
                self.fields[name] = Whole(label=grade.label)
                self.initial.setdefault(name, count)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {"line": line, "fields": [self[f"{letter}_{line.person_id}"] for letter, _g in LETTERS]}
            for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name, count in list(said.items()):
            if count is not None and count < 0:
                self.add_error(name, _("票数不能小于零。"))
        return said

    def counts(self) -> list[Counts]:
        said = self.cleaned_data
        return [
            Counts(
                line.person_id,
                (said[f"e_{line.person_id}"], said[f"q_{line.person_id}"],
                 said[f"b_{line.person_id}"], said[f"u_{line.person_id}"]),
            )
            for line in self.lines
        ]  # fmt: skip
