"""Who acts, for which part of the tree? The only place that answers "may this person?"."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from django.db import connection, transaction

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import ROLES, Duty
from jingwei.kernel.findings import Finding, Refused


class ScopeMissing(RuntimeError):
    """A scoped table was asked without saying on whose behalf."""


@dataclass(frozen=True)
class Scope:
    """One acting post of one account: the range ``[path, hi)`` and the duties held there.

    An empty ``path`` sees nothing, unless the scope is the whole tree of :func:`system_scope`.
    """

    path: str = ""
    hi: str = ""
    account_id: int | None = None
    account_name: str = ""
    grant_id: int | None = None
    org_id: int | None = None
    role: str = ""
    person_id: int | None = None
    duties: frozenset[Duty] = field(default_factory=frozenset)
    request_id: str = ""
    reason: str = ""
    cause: int | None = None  # the line that this act reacts to

    @property
    def is_empty(self) -> bool:
        return not self.hi

    @property
    def is_oneself(self) -> bool:
        """A member who looks at the own file and holds no post in this request."""
        return self.person_id is not None and self.is_empty

    @property
    def title(self) -> str:
        return str(ROLES[self.role].title) if self.role in ROLES else ""

    def covers(self, path: str) -> bool:
        return not self.is_empty and self.path <= path < self.hi

    def holds(self, duty: Duty, path: str | None = None) -> bool:
        """Is ``duty`` held here, and at ``path`` where one is given?"""
        return duty in self.duties and (path is None or self.covers(path))

    def require(self, duty: Duty, path: str | None = None) -> None:
        """Raises: Refused 403 in words where the duty is not held."""
        if not self.holds(duty, path):
            raise Refused(
                Finding("access.duty", "这件事不归您现在的身份办，请换身份或找有权的同事。")
            )


NOBODY = Scope()
_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope:
    """The scope of this request or job.

    Raises:
        ScopeMissing: nobody said on whose behalf this runs.
    """
    scope = _current.get()
    if scope is None:
        raise ScopeMissing("no acting post: wrap the work in acting(scope)")
    return scope


def say_scope(scope: Scope) -> None:
    """Tell the database the scope, for this transaction only; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.path', %s, true), set_config('app.hi', %s, true),"
            " set_config('app.actor', %s, true), set_config('app.post', %s, true),"
            " set_config('app.person', %s, true), set_config('app.request_id', %s, true)",
            [scope.path, scope.hi, str(scope.account_id or ""), str(scope.grant_id or ""),
             str(scope.person_id or ""), scope.request_id],
        )  # fmt: skip


@contextmanager
def acting(scope: Scope) -> Iterator[Scope]:
    """Run a block on behalf of ``scope`` in one transaction; the former scope comes back after.

    A member without a post runs under the role ``jw_self``, which sees own rows only.
    """
    before = _current.get()
    with transaction.atomic():
        token = _current.set(scope)
        try:
            say_scope(scope)
            if scope.is_oneself:
                with _role("jw_self"):
                    yield scope
            else:
                yield scope
        finally:
            _current.reset(token)
        # After an error the settings go back with the transaction; SQL here would hide the error.
        if not connection.needs_rollback:
            say_scope(before or NOBODY)


@contextmanager
def own_account(scope: Scope) -> Iterator[None]:
    """What belongs to the sign-in and not to the file: password, sessions, second factor.

    ``jw_self`` may read a member's own file and nothing else; ``jw_app`` shows an account its
    own rows by policy.
    """
    if not scope.is_oneself:
        yield
        return
    with _role("jw_app"):
        yield


@contextmanager
def _role(name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (former,) = cursor.fetchone()
        cursor.execute(f'SET LOCAL ROLE "{name}"')
    yield
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute(f'SET LOCAL ROLE "{former}"')


@contextmanager
def system_scope(reason: str) -> Iterator[Scope]:
    """The whole tree, for a job of the program itself. ``reason`` stands in its ledger lines.

    Allowed only in the modules that the architecture test lists.
    """
    scope = Scope(path=paths.BOTTOM, hi=paths.TOP, duties=frozenset(Duty), reason=reason)
    with acting(scope):
        yield scope


@contextmanager
def crossing(by: Scope, ends: list[str], reason: str) -> Iterator[Scope]:
    """A named act that touches two branches: the lowest node above both, logged by ``reason``."""
    shared = paths.common(ends)
    wide = replace(by, path=shared, hi=paths.upper(shared), reason=reason)
    with acting(wide):
        yield wide
