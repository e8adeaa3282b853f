"""Which steps may be written down without a signal? Three of the flow's own, by their own names.

The phone keeps such a step sealed and sends it by the API as soon as it can: duty, gates and
version are asked then, and whatever is refused comes back with its reasons.
"""

from dataclasses import dataclass

from jingwei.work.matters.flows import MATTER

TAKE, ANSWER, RAISE = "take_up", "answer", "raise_up"


@dataclass(frozen=True)
class Offer:
    """A step for a card of today. ``states``: where it may be written down; ``straight``: where it
    is the next step itself, elsewhere ``TAKE`` goes before it."""

    verb: str
    label: str
    word: str
    asks: str
    most: int
    states: tuple[str, ...]
    straight: tuple[str, ...]


def offers() -> list[Offer]:
    """Taken, solved, passed up: as the flow has them."""
    taken = _states(TAKE)
    return [
        _offer(verb, more=taken if verb == ANSWER else ()) for verb in (TAKE, ANSWER, RAISE)
    ]  # fmt: skip


def _states(verb: str) -> tuple[str, ...]:
    step = next(one for one in MATTER.steps if one.verb == verb)
    return tuple(str(state) for state in step.source)


def _offer(verb: str, *, more: tuple[str, ...]) -> Offer:
    step = next(one for one in MATTER.steps if one.verb == verb)
    word = step.says[0] if step.says else None
    return Offer(
        verb, str(step.label), word.name if word else "", str(word.label) if word else "",
        word.most if word else 0, (*_states(verb), *more), _states(verb),
    )  # fmt: skip
