"""Which kinds say in a file of their own how they come in? All but the seven first rosters."""

from types import MappingProxyType
from typing import Final

from jingwei.ops.imports.brought import Brought
from jingwei.ops.imports.works import (
    benefit,
    communities,
    courses,
    development,
    grades,
    hotline,
    meeting_marks,
    problems,
    training,
)

BROUGHT: Final = MappingProxyType(
    {
        one.kind: one
        for one in (
            development.BROUGHT, training.BROUGHT, courses.BROUGHT, problems.BROUGHT,
            grades.BROUGHT, meeting_marks.BROUGHT, *communities.BROUGHT,
            *benefit.BROUGHT, hotline.BROUGHT,
        )
    }
)  # fmt: skip
"""By key of the kind; the stages, the writer, the undoing and the pages read it."""


def brought(kind: str) -> Brought | None:
    """How a kind is brought in; None for the rosters of the tree and its members."""
    return BROUGHT.get(kind)
