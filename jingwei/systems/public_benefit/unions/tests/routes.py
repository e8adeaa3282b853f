"""What do the routes of unions say to the authorisation matrix?"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.systems.public_benefit.unions.models import (
    CrossAreaUnion,
    JointProject,
    UnionGoal,
    UnionParty,
)
from tests.architecture.routes import BOTH, page

SEE, KEEP = Duty.FIGURES_SEE, Duty.BENEFIT_KEEP
ROOT = "benefit/unions"
UNION: Any = {"public_id": "union"}
ONE = f"{ROOT}/<uuid:public_id>"

PAGES = {
    f"{ROOT}/": page(SEE),
    f"{ROOT}/unions.xlsx": page(SEE),
    f"{ROOT}/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ONE}/": page(SEE, **UNION),
    f"{ONE}/sign/<code:code>/": page(KEEP, methods=BOTH, code="org", **UNION),
    f"{ONE}/projects/new/": page(KEEP, methods=BOTH, **UNION),
    f"{ONE}/projects/<uuid:project_id>/finish/": page(
        KEEP, methods=BOTH, project_id="joint_project", **UNION
    ),
    f"{ONE}/projects/<uuid:project_id>/drop/": page(
        KEEP, methods=BOTH, project_id="joint_project", **UNION
    ),
    f"{ONE}/goals/<uuid:goal_id>/": page(KEEP, methods=BOTH, goal_id="union_goal", **UNION),
}
API = {
    "list_unions": page(SEE),
    "propose_a_union": page(KEEP),
    "get_union": page(SEE),
    "sign_a_union": page(KEEP),
    "add_a_joint_project": page(KEEP),
    "finish_a_joint_project": page(KEEP),
    "drop_a_joint_project": page(KEEP),
    "measure_a_union_goal": page(KEEP),
}
NAMED = {"union_id": "union", "project_id": "joint_project", "goal_id": "union_goal"}


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A union that runs, led by the organisation."""
    row = CrossAreaUnion.everything.create(
        **where, title="联建", basis="文件", begins_on=town.on, proposed_on=town.on,
        ends_on=town.on + timedelta(days=300), state="running", begun_on=town.on,
        review_due_on=town.on + timedelta(days=90),
    )  # fmt: skip
    UnionParty.everything.create(**where, union=row, name="一方", signed_on=town.on)
    goal = UnionGoal.everything.create(
        **where, union=row, title="收入", unit="万元", target=Decimal(5)
    )
    project = JointProject.everything.create(
        **where, union=row, kind="land", title="流转", org_name="一方",
        due_on=town.on + timedelta(days=30),
    )  # fmt: skip
    return {
        "union": str(row.public_id), "union_goal": str(goal.public_id),
        "joint_project": str(project.public_id),
    }  # fmt: skip
