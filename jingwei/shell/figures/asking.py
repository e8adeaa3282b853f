"""Whose figures does a page show, and as of which day? Facts where there are some, else records."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import SHANGHAI, first_of_month
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.queries import Figures
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.orgs import queries as orgs
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.queries import Node
from jingwei.shell.gate import scope_of
from jingwei.shell.orgs.days import Day, day_of, read


@dataclass(frozen=True)
class Asking:
    """An organisation and a day. ``on`` None: nothing was worked out yet.

    ``known`` asks what the facts of that month said at the end of an earlier day; ``known_typed``
    is what was asked for and could not be answered.
    """

    scope: Scope
    org: Organisation
    day: Day
    on: date | None
    filled: bool
    known: date | None = None
    known_typed: str = ""
    worked_out: Figures = field(default_factory=dict, compare=False, repr=False)

    @property
    def month(self) -> date:
        assert self.on is not None  # noqa: S101 - pages say first that there is nothing yet
        return first_of_month(self.on)

    @property
    def asked(self) -> Asked:
        assert self.on is not None  # noqa: S101
        return Asked(self.org, Period(self.month, self.on), self.filled)

    def figures(self, orgs_: list[int] | None = None, codes: list[str] | None = None) -> Figures:
        """Figures of the organisation, or of others below it, on the day."""
        assert self.on is not None  # noqa: S101
        if self.filled:
            ids = [self.org.pk] if orgs_ is None else orgs_
            known = None if self.known is None else end_of(self.known)
            return queries.in_month(ids, self.month, codes=codes, on=self.on, known_on=known)
        wanted = list(registered().indicators) if codes is None else codes
        if any((self.org.pk, code) not in self.worked_out for code in wanted):
            # Once for the organisation and those below it: a page asks for both.
            ids = [self.org.pk, *(node.id for node in self.below())]
            self.worked_out.update(queries.on_day(self.org.pk, self.on, orgs=ids, codes=codes))
        ids = [self.org.pk] if orgs_ is None else orgs_
        return {(org, code): self.worked_out[org, code] for org in ids for code in wanted}

    def below(self) -> list[Node]:
        """Organisations directly below on the day, in the order of the tree."""
        assert self.on is not None  # noqa: S101
        return orgs.children(self.scope, self.org, self.on)

    def url(self, name: str, *args: str, **asked: str) -> str:
        """Address of another page of figures that keeps the day."""
        query = {"on": self.day.said, **asked}
        said = urlencode({key: value for key, value in query.items() if value})
        path = reverse(f"figures:{name}", args=args)
        return f"{path}?{said}" if said else path


def end_of(day: date) -> datetime:
    """The last moment of a day here."""
    return datetime.combine(day, time.max, tzinfo=SHANGHAI)


def asking_of(request: HttpRequest, code: str | None = None) -> Asking:
    """The organisation of an address within the scope (without one: the acting post's own).

    Raises: Http404, the same for out of sight and unknown.
    """
    scope, day = scope_of(request), day_of(request)
    seen = Organisation.objects.within(scope)
    org = seen.filter(pk=scope.org_id).first() if code is None else seen.filter(code=code).first()
    if org is None:
        raise Http404
    if day.said:
        filled = queries.standing(first_of_month(day.on)).on == day.on
        return Asking(scope, org, day, day.on, filled, *_known(request, day, filled=filled))
    newest = queries.latest()
    filled = newest is not None
    on = newest.on if newest else None
    return Asking(scope, org, day, on, filled, *_known(request, day, filled=filled))


def _known(request: HttpRequest, day: Day, *, filled: bool) -> tuple[date | None, str]:
    """``?known=2026-07-10``: as known then; what lies ahead, or is no month's end, is not told."""
    typed = request.GET.get("known", "").strip()[:20]
    known = read(typed) if typed and filled else None
    if known is None or known > day.today:
        return None, typed
    return (None, "") if known == day.today else (known, "")
