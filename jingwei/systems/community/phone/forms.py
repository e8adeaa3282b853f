"""What does a worker fill in by hand, without the script?"""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.systems.community.phone import queries
from jingwei.systems.community.phone.actions import NoteTold
from jingwei.systems.community.phone.kinds import NoteKind


class NoteForm(forms.Form):
    """A note: what kind, where, words. ``at`` is a building or a community."""

    kind = forms.ChoiceField(label=_("哪一种"), choices=NoteKind.choices)
    at = forms.CharField(label=_("哪里"), max_length=40)
    spot = forms.CharField(label=_("哪一处"), max_length=60, required=False)
    asked = forms.CharField(label=_("什么事"), max_length=2000)
    name = forms.CharField(
        label=_("怎样称呼"), max_length=50, required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("电话"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "inputmode": "tel"}),
    )  # fmt: skip
    mark = forms.CharField(max_length=60)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope

    def clean_at(self) -> tuple[Any, Any]:
        """The community and the building, within the scope."""
        found = place_of(self.scope, self.cleaned_data["at"])
        if found is None:
            raise forms.ValidationError(_("请从清单里选一栋楼，或选社区。"))
        return found

    def told(self) -> NoteTold:
        said = self.cleaned_data
        community, building = said["at"]
        return NoteTold(
            kind=said["kind"], asked=said["asked"], community=community, building=building,
            spot=said["spot"], name=said["name"], phone=said["phone"],
        )  # fmt: skip


def place_of(scope: Scope, said: str) -> tuple[Any, Any] | None:
    """``(community, building or None)`` by the public id of either; None where not in sight."""
    try:
        public_id = UUID(said)
    except ValueError:
        return None
    building = queries.building(scope, public_id)
    if building is not None:
        return building.community, building
    community = queries.community(scope, public_id)
    return (community, None) if community else None
