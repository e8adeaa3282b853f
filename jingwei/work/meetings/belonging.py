"""What was done at a meeting that has a record of its own, such as an election?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from jingwei.kernel.access.scope import Scope
from jingwei.work.meetings.models import Meeting


@dataclass(frozen=True)
class Belongs:
    """A record that names this meeting: what it is called and where it is looked at."""

    title: str
    page: str
    id: Any

    @property
    def url(self) -> str:
        return reverse(self.page, args=[self.id])


type Source = Callable[[Scope, Meeting], list[Belongs]]
_sources: list[Source] = []


def belongs_to_meetings(source: Source) -> None:
    """Declare what may belong to a meeting; called from a manifest."""
    if source not in _sources:
        _sources.append(source)


def of_meeting(scope: Scope, meeting: Meeting) -> list[Belongs]:
    """Everything that names a meeting, within the scope."""
    return [one for source in _sources for one in source(scope, meeting)]
