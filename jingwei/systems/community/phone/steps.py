"""Which steps may be written down without a signal? Four of the flow's own, by their own names.

The phone keeps such a step sealed and sends it by the API as soon as it can: duty, gates and
version are asked then, and whatever is refused comes back with its reasons.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jingwei.kernel.flows.checklists import of_case
from jingwei.kernel.flows.models import Case
from jingwei.kernel.flows.parts import Kind, Step, Word
from jingwei.work.matters.flows import MATTER

ACCEPT, TAKE, ANSWER, RAISE = "accept", "take_up", "answer", "raise_up"
ALL = (ACCEPT, TAKE, ANSWER, RAISE)


@dataclass(frozen=True)
class Offer:
    """A step for a card of today. ``states``: where it may be written down; ``straight``: where it
    is the next step itself, elsewhere ``TAKE`` goes before it. ``word`` is what is said in a
    sentence; ``more`` what the step asks beside it, in lines and choices."""

    verb: str
    label: str
    word: str
    asks: str
    most: int
    states: tuple[str, ...]
    straight: tuple[str, ...]
    more: tuple[Word, ...] = ()


def offers() -> list[Offer]:
    """Accepted, taken, solved, passed up: as the flow has them."""
    taken = _states(TAKE)
    return [_offer(verb, also=taken if verb == ANSWER else ()) for verb in ALL]


def _step(verb: str) -> Step:
    return next(one for one in MATTER.steps if one.verb == verb)


def _states(verb: str) -> tuple[str, ...]:
    return tuple(str(state) for state in _step(verb).source)


def _offer(verb: str, *, also: tuple[str, ...]) -> Offer:
    step = _step(verb)
    word = next((one for one in step.says if one.kind is Kind.TEXT), None)
    more = tuple(one for one in step.says if one.kind in (Kind.LINE, Kind.CHOICE) and one.required)
    return Offer(
        verb, str(step.label), word.name if word else "", str(word.label) if word else "",
        word.most if word else 0, (*_states(verb), *also), _states(verb), more,
    )  # fmt: skip


def asks(case: Case, on: date) -> dict[str, list[dict[str, Any]]]:
    """What offices want checked at these steps of a case, by step; of a case read with its lists
    (``checklists.with_local``) without a further query."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in of_case(case, on):
        if one.verb in ALL:
            found.setdefault(one.verb, []).extend(_told(one.says))
    return found


def _told(words: Iterable[Word]) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "label": str(one.label), "kind": str(one.kind), "most": one.most,
         "required": one.required, "part": one.part, "office": one.asked_by,
         "source": one.source}
        for one in words
    ]  # fmt: skip
