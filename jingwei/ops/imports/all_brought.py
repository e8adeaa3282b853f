"""Which kinds of past work can be brought in? Each says in its own file how."""

from types import MappingProxyType
from typing import Final

from jingwei.ops.imports.brought import Brought
from jingwei.ops.imports.works import (
    courses,
    development,
    grades,
    meeting_marks,
    problems,
    training,
)

BROUGHT: Final = MappingProxyType(
    {
        one.BROUGHT.kind: one.BROUGHT
        for one in (development, training, courses, problems, grades, meeting_marks)
    }
)
"""By key of the kind; the stages, the writer, the undoing and the pages read it."""


def brought(kind: str) -> Brought | None:
    """How a kind of past work is brought in; None for the rosters themselves."""
    return BROUGHT.get(kind)
