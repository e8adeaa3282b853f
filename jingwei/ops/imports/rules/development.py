"""Which ways into the Party are impossible? Every day lies after the one before it."""

from typing import Final

import numpy as np

from jingwei.ops.imports.rows import Mask, Rows
from jingwei.ops.imports.rules.days import in_order, no_future, years_later
from jingwei.ops.imports.rules.members import from_id_number, matches_id_number
from jingwei.ops.imports.rules.shared import twice

WAY: Final = (
    "applied_on", "talked_on", "activist_on", "candidate_on", "voted_on", "approved_on", "full_on",
)  # fmt: skip
"""Days that follow each other."""
AFTER_APPLYING: Final = ("political_on", "trained_on")
NEEDS: Final = (
    ("activist", "activist_on"), ("candidate", "activist_on"), ("candidate", "candidate_on"),
    ("probationary", "voted_on"),
)  # fmt: skip
LATER: Final = {
    "applicant": ("activist_on", "candidate_on", "voted_on", "full_on"),
    "activist": ("candidate_on", "voted_on", "full_on"),
    "candidate": ("voted_on", "full_on"), "probationary": ("full_on",),
}  # fmt: skip
"""A stage is contradicted by the day on which a later one was reached."""


def stage_of_days(rows: Rows) -> None:
    """The stage where the list leaves it out: the last one whose day is there."""
    empty = ~rows.written("stage")
    last = np.zeros(len(rows), np.int64)
    for at, key in enumerate(("activist_on", "candidate_on", "voted_on", "full_on"), 1):
        last[rows.known(key)] = at
    stages = ["applicant", "activist", "candidate", "probationary", "full"]
    rows.fill("stage", empty, stages, last)


def days_in_order(rows: Rows) -> None:
    """What happened is over, and each day lies after those before it, whichever are there."""
    no_future(rows, (*WAY, *AFTER_APPLYING, "birth_on", "league_on", "worked_on"))
    in_order(rows, "birth_on", "applied_on", "order.applied_before_birth")
    there = [key for key in WAY if rows.has(key)]
    titles = rows.kind.by_key
    said = np.zeros(len(rows), np.bool_)
    for at, later in enumerate(there):
        for earlier in reversed(there[:at]):
            first, _ = rows.span(earlier)
            _, last = rows.span(later)
            wrong = (first > 0) & (last > 0) & (last < first) & ~said
            rows.say(later, "development.order", wrong, params={"before": titles[earlier].title})
            said |= wrong
    for key in AFTER_APPLYING:
        in_order(rows, "applied_on", key, "order.before_applying")


def of_age(rows: Rows) -> None:
    """Nobody applies under 18 (article 5 of the rules on development)."""
    first, _ = rows.span("birth_on")
    _, applied = rows.span("applied_on")
    young = (first > 0) & (applied >= first) & (applied < years_later(first, 18))
    rows.say("applied_on", "age.under_18", young)


def stage_and_days(rows: Rows) -> None:
    """The day of the stage is there, and no day of a later one."""
    for stage, key in NEEDS:
        if not rows.has(key):
            rows.say("stage" if rows.has("stage") else "name", "development.needs",
                     _is(rows, stage), params={"title": rows.kind.by_key[key].title})  # fmt: skip
            continue
        rows.say(key, "development.needs", _is(rows, stage) & ~rows.written(key),
                 params={"title": rows.kind.by_key[key].title})  # fmt: skip
    for stage, keys in LATER.items():
        reached = np.zeros(len(rows), np.bool_)
        for key in keys:
            reached |= rows.known(key)
        rows.say("stage", "development.stage", _is(rows, stage) & reached)
    rows.say("stage", "development.full", _is(rows, "full"))


def _is(rows: Rows, stage: str) -> Mask:
    return rows.equal("stage", stage)


def once(rows: Rows) -> None:
    """Each ID number once; without one, each name and birth."""
    twice(rows, ("id_number",), "id.twice")
    if rows.has("id_number"):
        rows.say("id_number", "id.missing", ~rows.written("id_number"))
    if rows.has("name", "birth_on"):
        nameless = ~rows.written("id_number") & rows.known("birth_on")
        twice(rows, ("name", "birth_on"), "person.maybe_same", only=nameless)


CHECKS: Final = (matches_id_number, days_in_order, of_age, stage_and_days, once)
DERIVE: Final = (from_id_number, stage_of_days)
