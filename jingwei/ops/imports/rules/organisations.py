"""Which rows of organisations contradict themselves, and what does a name already say?"""

from typing import Final

import numpy as np

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import in_order, no_future, years_later

ENDINGS: Final = (
    (("流动党员党支部", "流动党员支部", "流动党支部", "流动党员支部委员会"), "floating_branch"),
    (("临时党支部", "临时支部", "临时党支部委员会", "临时支部委员会"), "temporary_branch"),
    (("联合党支部", "联合支部", "联合支部委员会", "联合党支部委员会"), "joint_branch"),
    (
        ("总支部委员会", "党总支", "总支", "党总支部", "党总支委员会", "总支委员会"),
        "general_branch",
    ),
    (("支部委员会", "党支部", "支部", "党支部委员会"), "party_branch"),
    (("党小组",), "party_group"),
    (("工作委员会", "党工委"), "working_committee"),
    (("党组",), "leading_group"),
    (("市委员会", "县委员会", "市委", "县委"), "local_committee"),
    (("组织部", "宣传部", "统战部", "社会工作部"), "department"),
    (("党委", "委员会"), "party_committee"),
)
"""How names end, the particular before the general."""


def kind_of(name: str) -> str | None:
    """The kind that a full name states; None where it does not."""
    for endings, kind in ENDINGS:
        if name.endswith(endings):
            return kind
    return None


def kind_from_name(rows: Rows) -> None:
    """The kind where the roster leaves it out but the name says it."""
    if not rows.has("name"):
        return
    cells = rows.cells["name"]
    kinds = [kind_of(value) if isinstance(value, str) else None for value in cells.values]
    different = sorted({kind for kind in kinds if kind})
    number = {kind: at for at, kind in enumerate(different)}
    which = np.array([number[kind] if kind else -1 for kind in kinds], np.int32)[cells.codes]
    rows.fill("kind", (which >= 0) & ~rows.written("kind"), different, which)


def terms(rows: Rows) -> None:
    """Founding, the term's beginning and its end follow each other."""
    no_future(rows, ("founded_on", "term_began"))
    in_order(rows, "founded_on", "term_began", "order.term_before_founded")
    in_order(rows, "term_began", "term_due", "order.term_due_before_began")
    _, began = rows.span("term_began")
    due, _ = rows.span("term_due")
    rows.say("term_due", "term.long", (began > 0) & (due > years_later(began, 5) + 31))


def superior(rows: Rows) -> None:
    """Nothing stands above itself."""
    if not rows.has("name", "superior"):
        return
    seen: dict[object, int] = {}
    names = [
        np.array([seen.setdefault(v, len(seen)) for v in rows.cells[key].values])[
            rows.cells[key].codes
        ]
        for key in ("name", "superior")
    ]
    own = rows.known("name") & rows.known("superior") & (names[0] == names[1])
    rows.say("superior", "org.own_superior", own)


DERIVE: Final = (kind_from_name,)
CHECKS: Final = (terms, superior)
