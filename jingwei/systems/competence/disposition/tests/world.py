"""Who acts in a case of the tests, and how is one brought to a state, step by step?

东甲 is the member (account ``member``); ``branch`` drafts, 东乙 and 东丙 investigate, 东丙 helps,
Lin of the town approves, ``chief`` of the county reviews further.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.days import local_day
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.flows.testing import Ready
from jingwei.systems.competence.disposition import sealed
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.kinds import PROMPTS
from jingwei.systems.competence.disposition.models import Disposition, Seat

BEGAN = timedelta(days=300)
CARE = {f"care_{key}": "none" for key in PROMPTS}
ABOVE = (
    "file", "review", "approve", "give_back", "decide_none", "pass_on", "answer_appeal",
    "finish", "strike", "lift", "escalate", "leave", "withdraw",
)  # fmt: skip
FURTHER = ("review_further",)
MEMBER = ("ask", "appeal")
GROUND = {
    "rectify": "rectify.life", "advise_leave": "advise.threat", "strike_off": "strike.belief",
}  # fmt: skip
TO_HEARING = ("concern", "propose", "file", "investigate", "inform", "open_defence")
TO_VOTE = (*TO_HEARING, "review", "review_further", "call_meeting", "record_vote")
TO_APPEAL = (*TO_VOTE, "approve", "serve", "open_appeal")
WAITS = {"call_meeting": 20, "record_vote": 20, "finish": 20, "strike": 20}
"""Days that pass before a step; all others come on the next day."""


def hand(town: Any, verb: str) -> Scope:
    """Who takes a step."""
    if verb in MEMBER:
        path = town.east_one.path
        return replace(town.member_scope, path=path, hi=upper(path))
    if verb in FURTHER:
        return town.chief_scope
    scope: Scope = town.lin_scope if verb in ABOVE else town.branch_scope
    return scope


def said(verb: str, on: datetime, form: str = "rectify") -> dict[str, Any]:
    """Something legal for everything that a step asks for."""
    day = local_day(on).isoformat()
    words: dict[str, Any] = {}
    step = DISPOSITION.step(verb, "2024")
    assert step is not None
    for word in step.says:
        if word.required:
            words[word.name] = {
                "day": day, "number": "1", "yes": "yes", "text": "说明", "line": "说明",
                "choice": word.choices[0][0] if word.choices else "",
            }[word.kind]  # fmt: skip
    if verb == "propose":
        words |= {"form": form, "grounds": GROUND[form]}
    if verb == "record_vote":
        words |= {"entitled": "3", "present": "3", "yes": "2", "no": "1", "abstained": "0"}
    return words


def make(town: Any, state: str, *, at: datetime | None = None) -> Disposition:
    """A case in a state, with everybody on it; written by whoever acts. No history."""
    began = local_day((at or town.at) - BEGAN)
    person = town.people["东甲"]
    Disposition.everything.filter(person=person, closed_on=None).update(closed_on=began)
    everybody = [town.accounts[who].pk for who in ("branch", "lin", "chief")]
    row = Disposition(
        org=town.east_one, org_path=town.east_one.path, person=person, state=state,
        named=everybody, opened_on=began, opened_by=town.branch,
        opened_grant=town.grants["branch"].pk, form="rectify", filed_with=town.east,
        filed_name="东镇党委", filed_path=town.east.path,
    )  # fmt: skip
    sealed.keep_care(row, dict.fromkeys(PROMPTS, "none"))
    sealed.keep_grounds(row, ["rectify.life"])
    row.save(force_insert=True)
    seat(town, row)
    row.refresh_from_db()
    return row


def seat(town: Any, row: Disposition, *, pair: bool = True) -> None:
    """Everybody takes their seat; at once, for who has none sees nothing of the next."""
    seats = [
        Seat(case=row, role=role, account=town.accounts[who], grant=town.grants[who].pk, name=who,
             named_on=row.opened_on)
        for who, role in (("branch", "drafter"), ("lin", "approver"), ("chief", "superior"))
    ]  # fmt: skip
    for name, role in (("东乙", "investigator"), ("东丙", "investigator"), ("东丙", "helper")):
        if pair or role == "helper":
            one = Seat(
                case=row, role=role, person=town.people[name], name=name, in_minutes=True,
                named_on=row.opened_on,
            )  # fmt: skip
            sealed.keep(one, "sealed", "没有亲属或利害关系")
            seats.append(one)
    Seat.objects.bulk_create(seats)


def walk(town: Any, row: Disposition, *verbs: str, form: str = "rectify") -> datetime:
    """Take the steps one after the other, each by who may, from the beginning on; the last
    moment."""
    at: datetime = town.at - BEGAN
    Disposition.everything.filter(pk=row.pk).update(state="concern", form="", filed_path="")
    with acting(town.branch_scope):
        begin_case(flow=DISPOSITION, subject=row, by=town.branch_scope, at=at)
    for verb in verbs:
        if verb == "concern" or (verb == "review_further" and form == "rectify"):
            continue
        if verb == "serve" and form == "rectify":
            verb = "serve_rectify"
        at += timedelta(days=WAITS.get(verb, 1))
        step(town, row, verb, at=at, form=form)
    return at


def step(town: Any, row: Disposition, verb: str, *, at: datetime, form: str = "rectify",
         **more: Any) -> Any:  # fmt: skip
    by = hand(town, verb)
    with acting(by):
        return take_step(
            flow=DISPOSITION, subject=row, verb=verb, said=said(verb, at, form) | more, by=by,
            at=at,
        )  # fmt: skip


def ready(town: Any) -> dict[str, Ready]:
    """What each step of the table needs: its hand, its words, the steps before it."""
    came: dict[str, tuple[str, tuple[str, ...]]] = {
        "answer": ("rectify", (*TO_HEARING, "ask")),
        "call_meeting": ("rectify", (*TO_HEARING, "review")),
        "review": ("rectify", TO_HEARING),
        "review_further": ("strike_off", (*TO_HEARING,)),
        "record_vote": ("rectify", TO_VOTE[:-1]),
        "approve": ("rectify", TO_VOTE),
        "investigate": ("rectify", TO_HEARING[:3]),
        "serve": ("strike_off", (*TO_VOTE, "approve")),
        "serve_rectify": ("rectify", (*TO_VOTE, "approve")),
        "pass_on": ("rectify", (*TO_APPEAL, "appeal")),
        "answer_appeal": ("rectify", (*TO_APPEAL, "appeal")),
        "finish": ("rectify", TO_APPEAL),
        "strike": ("strike_off", TO_APPEAL),
        "begin_help": ("rectify", (*TO_APPEAL, "finish")),
        "lift": ("rectify", (*TO_APPEAL, "finish", "begin_help", "mid_check")),
        "escalate": ("rectify", (*TO_APPEAL, "finish", "begin_help")),
        "advise": ("advise_leave", (*TO_APPEAL, "finish")),
        "strike_meeting": ("advise_leave", (*TO_APPEAL, "finish", "advise", "refuse")),
    }  # fmt: skip
    found = {}
    for one in DISPOSITION.steps:
        form, verbs = came.get(one.verb, ("rectify", ()))
        found[one.verb] = Ready(
            said=said(one.verb, town.at, form), by=hand(town, one.verb), at=town.at,
            before=_before(form, verbs) if verbs else None,
        )  # fmt: skip
    return found


def _before(form: str, verbs: tuple[str, ...]) -> Any:
    def walked(town: Any, row: Disposition) -> None:
        state = row.state
        with acting(town.branch_scope):
            walk(town, row, *verbs, form=form)
            Disposition.everything.filter(pk=row.pk).update(state=state)

    return walked
