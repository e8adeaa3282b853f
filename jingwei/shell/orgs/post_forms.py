"""What is asked when a post is opened, filled, vacated or closed? Plain forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Person
from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.shell.orgs.forms import BASIS_HINT, NONE_CHOSEN


class SeatForm(forms.Form):
    """Every step about a post has its day."""

    on = Day(label=_("从哪天起"))

    def __init__(self, *args: Any, scope: Scope, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scope = scope

    def told(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class OpenForm(SeatForm):
    title = Choice(label=_("职务"), choices=Title.choices)
    field_order = ("title", "on")


class CloseForm(SeatForm):
    """The day alone."""


class AppointForm(SeatForm):
    person = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    due_on = Day(label=_("任期至"), required=False)
    basis = Text(label=_("依据"), hint=BASIS_HINT)

    def clean_person(self) -> Person:
        found = person_of(self.scope, str(self.cleaned_data["person"]).strip())
        if found is None:
            raise forms.ValidationError(NONE_CHOSEN)
        return found


class RelieveForm(SeatForm):
    on = Day(label=_("从哪天起不再担任"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)


def person_of(scope: Scope, public_id: str) -> Person | None:
    """A person in sight by public id; None too where that is none."""
    try:
        found: Person | None = (
            Person.objects.within(scope).select_related("org").filter(public_id=public_id).first()
        )
    except (ValueError, forms.ValidationError):
        return None
    return found
