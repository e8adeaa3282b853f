"""Which step leads on from a state? The way through the table, for pages and reminders."""

from typing import Final

from jingwei.systems.competence.disposition.kinds import Form, State

NEXT: Final = {
    State.CONCERN: "propose", State.PROPOSED: "file", State.FILED_BEFORE: "investigate",
    State.INVESTIGATING: "inform", State.MEMBER_INFORMED: "open_defence",
    State.DEFENCE_OPEN: "call_meeting", State.BRANCH_MEETING: "approve",
    State.RETURNED: "investigate", State.NOT_DISPOSED: "tell_none", State.SERVED: "open_appeal",
    State.REFUSED: "strike_meeting", State.ADVISED: "leave", State.IN_RECTIFICATION: "lift",
}  # fmt: skip
"""The step that goes on from a state, whoever takes it; where forms differ, ``_by_form``."""
BY_FORM: Final = {
    State.APPROVED: {Form.RECTIFY: "serve_rectify"},
    State.APPEAL_OPEN: {Form.STRIKE_OFF: "strike"},
    State.FINAL: {Form.RECTIFY: "begin_help", Form.ADVISE_LEAVE: "advise"},
}
OTHERWISE: Final = {State.APPROVED: "serve", State.APPEAL_OPEN: "finish"}


def next_verb(state: str, form: str) -> str:
    """The step that goes on; empty where the case is over."""
    now = State(state)
    by_form: dict[str, str] = {str(key): verb for key, verb in BY_FORM.get(now, {}).items()}
    return by_form.get(form) or OTHERWISE.get(now) or NEXT.get(now, "")
