"""How does a table know whose row it is? Base model, managers and queryset of scoped rows."""

from functools import lru_cache
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.encoding import force_str

from jingwei.kernel.access.scope import Scope, ScopeMissing

PATH_LENGTH = 60  # twelve levels; the deepest real chain has seven


def path_field(**options: Any) -> Any:
    return models.CharField(max_length=PATH_LENGTH, db_collation="C", **options)


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows under a path. ``PATH`` of the model names the column that says where."""

    def within(self, scope: Scope) -> Self:
        """Rows of the scope's subtree; an empty scope sees none."""
        if scope.is_empty:
            return self.none()
        column = self.model.PATH
        return self.filter(**{f"{column}__gte": scope.path, f"{column}__lt": scope.hi})

    def under(self, path: str) -> Self:
        """Rows at and below ``path``."""
        from jingwei.kernel.access.paths import upper

        return self.filter(
            **{f"{self.model.PATH}__gte": path, f"{self.model.PATH}__lt": upper(path)}
        )


class Everything(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """All rows the database lets us see. For models, actions, flows and indicators only."""


class ScopedManager(models.Manager[Any]):
    """Knows ``within(scope)`` and nothing else, so a forgotten scope is an error, not a leak."""

    def within(self, scope: Scope) -> ScopedQuerySet:
        return ScopedQuerySet(self.model, using=self._db).within(scope)

    def get_queryset(self) -> ScopedQuerySet:
        raise ScopeMissing(f"{self.model.__name__}.objects knows only .within(scope)")


class Scoped(models.Model):
    """A row that belongs to an organisation: ``org_id`` and ``org_path`` move together.

    The composite key that ties them, the index and the policy come from ``EnableScope`` in the
    migration; a test proves that each scoped table has all of them.
    """

    PATH: ClassVar[str] = "org_path"

    org = models.ForeignKey(
        "orgs.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,  # the composite key of EnableScope says more
        db_index=False,
    )
    org_path = path_field()

    everything = Everything()
    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "everything"
        default_manager_name = "everything"

    def _get_FIELD_display(self, field: Any) -> Any:  # noqa: N802 - Django's name
        """Django's own puts the table of words together for every cell of a list, and so
        translates all of them each time; a list of fifty rows felt it."""
        value = getattr(self, field.attname)
        return force_str(_words(field).get(value, value), strings_only=True)


@lru_cache(maxsize=1000)
def _words(field: Any) -> dict[Any, Any]:
    """What each choice of a column is called, not yet translated."""
    return dict(field.flatchoices)
