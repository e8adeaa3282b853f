"""Do all tables keep the promises of the house? Privacy, reverse accessors, pairs, surveillance."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy.classes import RETENTION, Class

OURS = [
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


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_has_a_privacy_class(model: Any) -> None:
    names = {field.name for field in fields_of(model)}
    unclassed = names - set(model.PRIVACY)
    assert not unclassed, f"{model.__name__}: say the privacy class of {sorted(unclassed)}"


def test_every_class_has_a_retention_time() -> None:
    assert set(RETENTION) == set(Class)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_sensitive_columns_are_sealed(model: Any) -> None:
    """Class S never lies in a text column, but for hashes of passwords and one-time codes."""
    hashes = {"password", "code_hash", "token_hash"}
    for field in fields_of(model):
        if model.PRIVACY.get(field.name) == Class.S and field.name not in hashes:
            kept = getattr(field, "base_field", field)
            assert isinstance(kept, models.BinaryField), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_table_is_scoped_or_reviewed(model: Any) -> None:
    why: str = getattr(model, "WITHOUT_SCOPE", "")
    assert issubclass(model, Scoped) or model.__name__ in GLOBAL or why, (
        f"{model.__name__}: make it Scoped, or say in WITHOUT_SCOPE why it is not"
    )


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_reverse_accessor_passes_by_the_scope(model: Any) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and not field.auto_created:
            assert field.remote_field.hidden, f"{model.__name__}.{field.name}: related_name"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_decision_names_its_day_and_its_person_together(model: Any) -> None:
    names = {field.name: field for field in fields_of(model)}
    for name, field in names.items():
        other = name.removesuffix("_by") + "_at"
        if name.endswith("_by") and other in names and field.null and names[other].null:
            checks = [
                constraint for constraint in model._meta.constraints
                if isinstance(constraint, models.CheckConstraint)
                and name in str(constraint.condition) and other in str(constraint.condition)
            ]  # fmt: skip
            assert checks, f"{model.__name__}: {name} and {other} need one check constraint"


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


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_there_is_no_column_to_watch_or_score_a_person_with(model: Any) -> None:
    for field in fields_of(model):
        name = f"{model.__name__}.{field.name}"
        assert name in OF_HOUSES or not SURVEILLANCE.search(field.name), name


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_can_be_named(model: Any) -> None:
    assert model.__str__ is not models.Model.__str__, f"{model.__name__} needs __str__"
