"""How are the few words and the spot of a matter put right, without losing what another wrote?"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.record import image_of, write_line
from jingwei.work.matters import rules
from jingwei.work.matters.actions import require_hands
from jingwei.work.matters.kinds import ENDS
from jingwei.work.matters.models import Matter

FIELDS = {"title": _("什么事"), "spot": _("哪里")}
"""What may be put right; what was asked stays as the asker said it."""
MOST = {"title": 60, "spot": 120}


def read(said: Mapping[str, str]) -> dict[str, str]:
    """Of what was sent, the fields that may be put right, trimmed."""
    return {
        name: str(said[name]).replace("\x00", "").strip() for name in FIELDS if name in said
    }  # fmt: skip


def conflicts(row: Matter, said: Mapping[str, str], seen: Mapping[str, str]) -> list[str]:
    """Fields that somebody else changed since they were ``seen``, to something else than said."""
    return [
        name
        for name, mine in said.items()
        if getattr(row, name) not in (mine, seen.get(name, getattr(row, name)))
    ]


def amend_matter(
    *, matter: Matter, said: Mapping[str, str], seen: Mapping[str, str], by: Scope, at: datetime
) -> Matter:
    """Write the fields of ``said``. ``seen`` is how each stood when it was opened: a field that
    stands differently now is not overwritten.

    Raises: Refused, 409 where somebody else changed a field meanwhile; nothing is written then.
    """
    require_hands(matter, by)
    row: Matter = Matter.everything.select_for_update(of=("self",)).get(pk=matter.pk)
    wanted = read(said)
    found = rules.amend_findings(
        is_open=row.state not in ENDS, title=wanted.get("title"),
        long=[FIELDS[name] for name, text in wanted.items() if len(text) > MOST[name]],
        changed=[
            (FIELDS[name], getattr(row, name)) for name in conflicts(row, wanted, seen)
        ],
    )  # fmt: skip
    if found:
        raise Refused(*found)
    changed = [name for name, text in wanted.items() if getattr(row, name) != text]
    if not changed:
        return row
    before = [image_of(row)]
    for name in changed:
        setattr(row, name, wanted[name])
    row.save(update_fields=changed)
    write_line(
        verb="matters.matter.amend", by=by, at=at, org=row.org,
        subject=("matter", row.public_id), facts={"fields": changed}, before=before,
    )  # fmt: skip
    return row
