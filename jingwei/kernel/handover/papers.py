"""What stands on the list that is handed over?"""

from django.utils.translation import override

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.flows.look import Look
from jingwei.kernel.handover.queries import open_matters
from jingwei.kernel.papers.paper import Heading, Paper, Signature, Table, Text

NONE = "没有。"


def handover_list(look: Look) -> Paper:
    """Everything open under the post on this day, as it stood."""
    with override("zh-hans"):
        found = open_matters(look.by, look.on)
        role = str(ROLES[look.subject.role].title)
        to_do = tuple(
            (one.title, one.source, f"{one.due_on:%Y-%m-%d}" if one.due_on else "")
            for one in found.to_do
        )
        waiting = tuple((one.title, one.source) for one in found.waiting)
        cases = tuple((one.title, one.state) for one in found.cases)
    notes = look.said.get("notes") or NONE
    return Paper(
        f"{role}交接清单",
        (
            Heading("等着办的"),
            Table(("事项", "来由", "期限"), to_do, (5, 4, 2)) if to_do else Text(NONE),
            Heading("在等别人的"),
            Table(("事项", "来由"), waiting, (5, 4)) if waiting else Text(NONE),
            Heading("正在办理的"),
            Table(("事项", "办到哪一步"), cases, (5, 4)) if cases else Text(NONE),
            Heading("交代"),
            Text(str(notes)),
            Signature((look.subject.org.name,), look.on),
        ),
        receipt=str(look.subject.public_id),
    )
