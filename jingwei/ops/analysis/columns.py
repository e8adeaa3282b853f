"""Which tables and columns has the city, of which kind, and which may leave the database?"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.fields.ranges import RangeField
from django.db import models

from jingwei.kernel.privacy.classes import Class

TYPES = (
    (models.BooleanField, "BOOLEAN"),
    (models.DateTimeField, "TIMESTAMPTZ"),
    (models.DateField, "DATE"),
    ((models.IntegerField, models.AutoField), "BIGINT"),
    (models.FloatField, "DOUBLE"),
)


@dataclass(frozen=True)
class Column:
    """``type`` is the one of Parquet, a list with ``[]`` behind it; of a sensitive column only
    whether it is there may be told."""

    name: str
    type: str
    is_range: bool = False
    is_hidden: bool = False
    is_key: bool = False

    @property
    def is_path(self) -> bool:
        return self.name.endswith("path")


@dataclass(frozen=True)
class Table:
    name: str
    columns: dict[str, Column]


@cache
def tables() -> dict[str, Table]:
    """All tables of our own models by name."""
    return {
        model._meta.db_table: Table(model._meta.db_table, _columns(model))
        for model in apps.get_models()
        if model.__module__.startswith("jingwei.") and not model._meta.proxy
    }


def _columns(model: Any) -> dict[str, Column]:
    kinds = getattr(model, "PRIVACY", {})
    found = {}
    for field in model._meta.concrete_fields:
        hidden = kinds.get(field.name, Class.S) == Class.S and not field.primary_key
        found[field.column] = Column(
            field.column, _type(field), isinstance(field, RangeField), hidden,
            is_key=field.primary_key or isinstance(field, models.ForeignKey),
        )  # fmt: skip
    return found


def _type(field: Any) -> str:
    if isinstance(field, models.ForeignKey):
        return _type(field.target_field)
    if isinstance(field, models.GeneratedField):
        return _type(field.output_field)
    if isinstance(field, RangeField):
        return _type(field.base_field)
    if isinstance(field, models.DecimalField):
        return f"DECIMAL({field.max_digits},{field.decimal_places})"
    if isinstance(field, ArrayField):
        return f"{_type(field.base_field)}[]"
    return next((said for kind, said in TYPES if isinstance(field, kind)), "VARCHAR")
