"""Is every door known by which a step is taken, and what it does with an office's own checklist?"""

import re
from typing import Final

from tests.architecture.test_source import ROOT

LINES: Final = "the form asks the lines (shell/flows/local.py, or the words of the extended step)"
ONESELF: Final = "the person or the asker takes it, so no list stands on it"
WORKER: Final = "the program takes it, so it answers no list"
WAITS: Final = "stops before a step with a list; somebody answers it on the page of the case"
FOLLOWS: Final = "follows by itself (Step.follows), so no list stands on it"
DOORS: Final = {
    "api/flows.py": LINES,
    "api/own_dispositions.py": ONESELF,
    "kernel/flows/actions.py": "the engine",
    "kernel/flows/escalation.py": WORKER,
    "kernel/handover/actions.py": LINES,
    "shell/flows/views/cases.py": LINES,
    "systems/community/links/actions.py": ONESELF,
    "systems/community/links/reactions.py": WORKER,
    "systems/community/phone/actions.py": WAITS,
    "systems/competence/careers/views/own.py": ONESELF,
    "systems/competence/disposition/taking.py": LINES,
    "systems/public_benefit/unions/actions.py": FOLLOWS,
    "work/matters/box.py": ONESELF,
    "work/matters/petitions.py": LINES,
    "work/membership/appeals/actions.py": ONESELF,
    "work/membership/appraisal/actions.py": ONESELF,
    "work/membership/dues/deciding.py": ONESELF,
    "work/membership/standing/reactions.py": WORKER,
    "work/membership/transfers/actions.py": ONESELF,
    "work/membership/transfers/reactions.py": WORKER,
}


def test_every_door_by_which_a_step_is_taken_is_known() -> None:
    product = ROOT / "jingwei"
    found = {
        str(path.relative_to(product))
        for path in product.rglob("*.py")
        if not {"tests", "demo"} & set(path.parts)
        and path.name != "testing.py"
        and re.search(r"\btake_step\(", path.read_text("utf-8"))
    }
    assert found == set(DOORS), "say here what a new door does with local checklists"
