"""What do the pages of communities share? What may be kept, their forms, who is named."""

from functools import partial

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.people.models import Person
from jingwei.shell import things
from jingwei.shell.things import events_of, own_org, seen

__all__ = [
    "KEEP", "SEE", "answered", "events_of", "kept", "member_named", "org_of", "own_org", "seen",
]  # fmt: skip

SEE, KEEP = Duty.SERVICES_SEE, Duty.GRIDS_KEEP
org_of = partial(things.org_of, duty=KEEP)
kept = partial(things.kept, duty=KEEP)
answered = partial(things.answered, page="grids/simple.html")


def member_named(scope: Scope, name: str, *, needed: bool = False) -> Person | None:
    """The one member in sight of that name; None where there is none and none is needed.

    Raises: Refused where several bear the name.
    """
    typed = name.strip()
    rows = Person.objects.within(scope).filter(name=typed, merged_into=None, is_gone=False)
    found = list(rows[:2]) if typed and scope.holds(Duty.MEMBERS_SEE) else []
    if len(found) > 1:
        raise Refused(
            Finding("person.several", "“{name}”有重名，请到下级组织里办。", "",
                    {"name": typed[:20]})
        )  # fmt: skip
    if needed and typed and not found:
        raise Refused(
            Finding("person.nobody", "没有找到“{name}”，请写全姓名。", "", {"name": typed[:20]})
        )
    return found[0] if found else None
