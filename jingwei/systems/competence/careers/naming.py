"""Who is meant by a name that was typed? One member of this part of the tree, or none."""

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.people.models import Person


def one_named(scope: Scope, path: str, name: str, *, needed: bool = True) -> Person | None:
    """The member of that name at or below ``path``, who must be the only one.

    Raises: Refused where there is none (or several) and one is needed, or a name was typed.
    """
    typed = name.strip()
    if not typed:
        if needed:
            raise Refused(Finding("person.unsaid", "还没有写姓名。"))
        return None
    rows = list(
        Person.objects.within(scope).under(path)
        .filter(name=typed, merged_into=None, is_gone=False)[:2]
    )  # fmt: skip
    if not rows:
        raise Refused(
            Finding("person.nobody", "没有找到“{name}”，请写全姓名。", "", {"name": typed[:20]})
        )
    if len(rows) > 1:
        raise Refused(
            Finding("person.several", "“{name}”有重名，请先在下级组织里办。", "",
                    {"name": typed[:20]})
        )  # fmt: skip
    found: Person = rows[0]
    return found
