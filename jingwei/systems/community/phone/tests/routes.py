"""What do the routes of the grid worker's phone say to the authorisation matrix?"""

from typing import Any

from jingwei.kernel.access.duties import Duty
from tests.architecture.routes import BOTH, Slip, anybody, page

HANDLES = Duty.MATTERS_HANDLE
ROOT = "community/today"
MARK = "1e9a4c1e-0000-4000-8000-00000000000a"

PAGES = {
    f"{ROOT}/": page(HANDLES),
    f"{ROOT}/note/": page(HANDLES, methods=BOTH),
    f"{ROOT}/offline/": anybody(),
    "sw.js": anybody(),
}
API = {"list_own_notes": page(HANDLES), "take_a_note": page(HANDLES, also=(404,))}
NAMED = {"building": "building"}
SLIPS = [
    Slip("NoteForm", "at", "building", f"/{ROOT}/note/",
         {"kind": "found", "asked": "楼道灯不亮了", "mark": MARK}),
]  # fmt: skip


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """Nothing of its own: notes are found by nobody's address."""
    return {}
