"""What is typed about the people on a case?"""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.people.models import Person
from jingwei.shell.orgs.fields import Text
from jingwei.systems.competence.disposition import actions, rules, sealed
from jingwei.systems.competence.disposition.kinds import Role
from jingwei.systems.competence.disposition.models import Disposition, Seat


class NamingForm(forms.Form):
    """One act about the people of a case: which one, ``do`` says."""

    do = forms.CharField(max_length=12, required=False)
    role = forms.CharField(max_length=12, required=False)
    member = forms.UUIDField(required=False)
    grant = forms.CharField(max_length=40, required=False)
    seat = forms.UUIDField(required=False)
    relation = Text(label=_("和本人的关系"), most=300)
    in_minutes = forms.BooleanField(required=False)
    reason = Text(label=_("为什么换人"), most=300)

    def carry_out(self, case: Disposition, *, by: Scope, at: datetime) -> None:
        """Raises: Refused, all reasons at once."""
        self.is_valid()
        said: dict[str, Any] = self.cleaned_data
        do = said.get("do", "")
        if do == "member":
            rows = Person.objects.within(by).filter(public_id=said.get("member"))
            person = rows.select_related("org").first()
            if person is None:
                raise Refused(
                    Finding("disposition.branch", "请从本支部的党员里选。", rules.REGULATION)
                )
            actions.name_member(case=case, role=said.get("role", ""), person=person, by=by, at=at)
        elif do == "above":
            actions.name_above(
                case=case, role=said.get("role", ""), grant=said.get("grant", ""), by=by, at=at
            )
        elif do == "disclose":
            actions.disclose(
                case=case, seat=said.get("seat"), relation=said.get("relation", ""),
                in_minutes=bool(said.get("in_minutes")), by=by, at=at,
            )  # fmt: skip
        elif do == "unname":
            actions.unname(
                case=case, seat=said.get("seat"), reason=said.get("reason", ""), by=by, at=at
            )
        else:
            raise Refused(Finding("disposition.act", "请选要做什么。", rules.HOUSE))


def listed_people(seats: list[Seat]) -> list[dict[str, Any]]:
    """Who sits on the case, with what they said about themselves."""
    return [
        {
            "id": one.public_id, "role": Role(one.role).label, "name": one.name, "post": one.post,
            "sees": one.account_id is not None, "investigates": one.role == Role.INVESTIGATOR,
            "relation": sealed.told(one, "sealed"), "in_minutes": one.in_minutes,
            "named_on": one.named_on,
        }
        for one in seats
    ]  # fmt: skip
