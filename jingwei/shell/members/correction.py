"""What does the second person see of a correction? Two files side by side, numbers masked."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.correction_actions import OWN_FIELDS, OWN_LABELS, opened
from jingwei.kernel.people.models import Correction, Person
from jingwei.kernel.people.queries import rows_of
from jingwei.kernel.privacy.sealing import masked
from jingwei.kernel.rulebook.codes.people import EDUCATION
from jingwei.shell.members import columns

COMPARED = ("org", "category", "birth", "joined", "full", "education", "ethnicity", "native",
            "work", "unit", "id_tail", "phone_tail")  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One correction as this acting post sees it."""

    scope: Scope
    row: Correction
    on: Any

    @property
    def is_open(self) -> bool:
        return self.row.outcome == Correction.Outcome.OPEN

    @property
    def is_own_words(self) -> bool:
        return self.row.kind == Correction.Kind.OWN

    @property
    def duty(self) -> Duty:
        """What a member asked for, the branch answers; the weightier kinds want a confirmer."""
        return Duty.MEMBERS_CHANGE if self.is_own_words else Duty.MEMBERS_CONFIRM

    @property
    def may_decide(self) -> bool:
        return (
            self.is_open
            and self.scope.holds(self.duty, self.row.org_path)
            and self.row.asked_by_id != self.scope.account_id
        )

    @property
    def may_withdraw(self) -> bool:
        """What a member said in the own file is answered, never taken back from here."""
        return (
            self.is_open
            and self.asked_by_me
            and not self.is_own_words
            and self.scope.holds(Duty.MEMBERS_CHANGE, self.row.org_path)
        )

    @property
    def asked_by_me(self) -> bool:
        return self.row.asked_by_id == self.scope.account_id

    @cached_property
    def people(self) -> list[Person]:
        ids = [key for key in (self.row.person_id, self.row.other_id) if key]
        rows = Person.objects.within(self.scope).in_bulk(ids)
        return [rows[key] for key in ids if key in rows]

    @cached_property
    def said(self) -> dict[str, str]:
        """What a member asked for: field, value and words."""
        told: dict[str, str] = json.loads(opened(self.row))
        return told

    @property
    def own_facts(self) -> list[dict[str, str]]:
        said = self.said
        facts = [{"label": _("哪一项"), "value": str(OWN_LABELS.get(said["field"], ""))}]
        if said["field"] in OWN_FIELDS:
            facts.append({"label": _("应当是"), "value": self._own_value(said)})
        return [*facts, {"label": _("本人的说明"), "value": said["words"]}]

    def _own_value(self, said: dict[str, str]) -> str:
        if said["field"] == "education":
            return EDUCATION.title(said["value"])
        return said["value"]

    @property
    def number_facts(self) -> list[dict[str, str]]:
        """The number by its tail; the new one is typed again from the document, never shown."""
        return [{"label": _("现在的号码"), "value": masked(self.people[0].id_tail)}]

    @property
    def compared(self) -> list[dict[str, Any]]:
        """The files line by line; a line is marked where they differ."""
        rows = rows_of(self.scope, [person.pk for person in self.people])
        found = []
        for key in COMPARED:
            values = [columns.ALL[key].text(row, self.on) for row in rows]
            differs = len({value for value in values if value}) > 1
            found.append({"label": columns.ALL[key].title, "values": values, "differs": differs})
        return found
