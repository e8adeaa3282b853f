"""Do all tables keep the promises of the house? Privacy, reverse accessors, pairs, surveillance.

A promise is asked of all tables in one test, which names every table that breaks it.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy.classes import RETENTION, Class

OURS: list[Any] = [
    model for model in apps.get_models()
    # A proxy has no table of its own; what holds for its table is asked of that model.
    if model.__module__.startswith("jingwei.") and not model._meta.proxy
]  # fmt: skip
GLOBAL = {
    "Account": "a sign-in; what it may see comes from its grants",
    "Division": "a public code table",
    "Organisation": "carries its own path and has its own policy",
    "Entry": "has a policy of its own: insert for all, read by range",
    "EntryDetail": "reached through its entry",
    "RowImage": "reached through its entry",
    "SubjectKey": "a key without a place; useless without the master key",
    "Fact": "reached through its organisation",
    "Rule": "public numbers of the law",
    "CalendarYear": "the State's public calendar",
    "CalendarDay": "the State's public calendar",
}
"""Tables without ``org_path``, each reviewed, with the reason."""


def fields_of(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.get_fields() if getattr(field, "concrete", False)]


def unclassed(model: Any) -> list[str]:
    return sorted({field.name for field in fields_of(model)} - set(model.PRIVACY))


def test_every_field_has_a_privacy_class() -> None:
    wrong = [f"{model.__name__}: {names}" for model in OURS if (names := unclassed(model))]
    assert not wrong, "say the privacy class of these:\n" + "\n".join(wrong)


def test_every_class_has_a_retention_time() -> None:
    assert set(RETENTION) == set(Class)


def test_sensitive_columns_are_sealed() -> None:
    """Class S never lies in a text column, but for hashes of passwords and one-time codes."""
    hashes = {"password", "code_hash", "token_hash"}
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in fields_of(model)
        if model.PRIVACY.get(field.name) == Class.S and field.name not in hashes
        and not isinstance(getattr(field, "base_field", field), models.BinaryField)
    ]  # fmt: skip
    assert not wrong, "seal these:\n" + "\n".join(wrong)


def test_a_table_is_scoped_or_reviewed() -> None:
    wrong = [
        model.__name__
        for model in OURS
        if not issubclass(model, Scoped)
        and model.__name__ not in GLOBAL
        and not getattr(model, "WITHOUT_SCOPE", "")
    ]
    assert not wrong, "make it Scoped, or say in WITHOUT_SCOPE why not:\n" + "\n".join(wrong)


def test_no_reverse_accessor_passes_by_the_scope() -> None:
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and not field.auto_created
        and not field.remote_field.hidden
    ]
    assert not wrong, "give these a related_name that is hidden:\n" + "\n".join(wrong)


def checked_together(model: Any, name: str, other: str) -> bool:
    return any(
        isinstance(one, models.CheckConstraint)
        and name in str(one.condition) and other in str(one.condition)
        for one in model._meta.constraints
    )  # fmt: skip


def pairs_of(model: Any) -> Iterator[tuple[str, str]]:
    """``decided_by`` and ``decided_at`` where both may be empty."""
    names = {field.name: field for field in fields_of(model)}
    for name, field in names.items():
        other = name.removesuffix("_by") + "_at"
        if name.endswith("_by") and other in names and field.null and names[other].null:
            yield name, other


def test_a_decision_names_its_day_and_its_person_together() -> None:
    wrong = [
        f"{model.__name__}: {name}, {other}"
        for model in OURS
        for name, other in pairs_of(model)
        if not checked_together(model, name, other)
    ]
    assert not wrong, "these need one check constraint:\n" + "\n".join(wrong)


SURVEILLANCE = re.compile(
    r"(^|_)(score|scores|rating|points|rank|ranking|latitude|longitude|lat|lon|lng|track"
    r"|location_trail|check_in|checkin|selfie|online_minutes|likes|religion|portrait)(_|$)"
)


OF_HOUSES = {
    f"{door}.{part}"
    for door in ("ServiceCentre", "Station", "DelegateStudio")
    for part in ("longitude", "latitude")
}
"""Where a building stands, which says nothing about a person."""


def test_there_is_no_column_to_watch_or_score_a_person_with() -> None:
    wrong = [
        name
        for model in OURS
        for field in fields_of(model)
        if (name := f"{model.__name__}.{field.name}") not in OF_HOUSES
        and SURVEILLANCE.search(field.name)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_model_can_be_named() -> None:
    wrong = [model.__name__ for model in OURS if model.__str__ is models.Model.__str__]
    assert not wrong, "these need __str__:\n" + "\n".join(wrong)
