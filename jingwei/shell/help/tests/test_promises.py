"""Is what the page of promises says so? Each test is named there and fails where it is not."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from jingwei.shell.help.promises import PROMISES

ROOT = Path(settings.BASE_DIR)
SOURCES = ROOT / "jingwei"
PERSONS = {"person", "membership", "position", "account", "applicant", "resident"}


def columns(only: set[str] | None = None) -> Iterator[tuple[str, str]]:
    """Every column of our own tables, split into its words."""
    for model in apps.get_models():
        if model.__module__.startswith("jingwei.") and (not only or model._meta.model_name in only):
            for field in model._meta.get_fields():
                if isinstance(field, models.Field):
                    yield model._meta.label, field.name


def named(words: str, only: set[str] | None = None) -> list[str]:
    forbidden = set(words.split())
    return [
        f"{label}.{name}"
        for label, name in columns(only)
        if forbidden & set(name.split("_")) or name in forbidden
    ]


def templates() -> list[Path]:
    return sorted(SOURCES.rglob("templates/**/*.html"))


def scripts() -> list[Path]:
    return sorted((SOURCES / "shell" / "static_src" / "js").rglob("*.js"))


def test_no_table_can_hold_check_ins_points_or_rankings() -> None:
    persons = "score rating rank ranking grade credit level tier stars profile tag tags label"
    assert named("checkin punch points badge medal leaderboard streak") == []
    assert named("check_in sign_in_count") == []
    assert named(persons, PERSONS) == []


# Time in a real room, of a class or a course, opening hours, and the clock of a limit: none is
# how long somebody looked at a screen; nor is being named in the minutes of a meeting.
NOT_ONLINE = {
    "development.Development.training_hours", "courses.Lesson.hours", "courses.Course.hours",
    "courses.PastClass.hours", "disposition.Seat.in_minutes", "centres.ServiceCentre.hours",
    "network.Station.hours", "studios.DelegateStudio.hours",
}  # fmt: skip


def test_no_table_can_hold_time_spent_online() -> None:
    found = named("online duration minutes hours likes shares forwards views clicks visits")
    assert set(found) == NOT_ONLINE


def test_no_script_watches_the_person() -> None:
    watching = re.compile(
        r"sendBeacon|geolocation|visibilitychange|mousemove|DeviceMotion|getUserMedia|"
        r"Notification|performance\.now"
    )
    for script in scripts():
        text = script.read_text()
        if script.name == "attach.js":  # one press of a button, one answer; see below
            text = text.replace("navigator.geolocation", "")
        assert not watching.search(text), script.name


def test_a_place_is_asked_for_by_one_button_and_never_followed() -> None:
    """The grid worker may attach where a thing is to one note, by hand."""
    asking = [one for one in scripts() if "navigator.geolocation" in one.read_text()]
    assert [one.name for one in asking] == ["attach.js"]
    text = asking[0].read_text()
    assert text.count("getCurrentPosition") == 1
    assert text.index('addEventListener("click"') < text.index("getCurrentPosition")
    for script in scripts():
        assert "watchPosition" not in script.read_text(), script.name


def test_the_browser_is_told_to_refuse_place_camera_and_microphone(db: None) -> None:
    said = Client().get("/help/about/")["Permissions-Policy"]
    for power in ("geolocation", "camera", "microphone", "accelerometer"):
        assert f"{power}=()" in said


def test_no_person_has_a_position_on_the_map() -> None:
    assert named("lat lon lng latitude longitude point position_at location track", PERSONS) == []


def test_no_page_asks_for_a_photo() -> None:
    for path in templates():
        text = path.read_text()
        assert not re.search(r"\scapture(=|\s|>)|accept=\"(image|video)", text), path


def test_every_form_can_be_sent_without_a_script() -> None:
    for path in templates():
        for form in re.findall(r"<form\b[^>]*>", path.read_text()):
            assert "action=" in form or "hx-post=" not in form, f"{path}: {form}"
            if "hx-post=" in form:
                assert 'method="post"' in form, f"{path}: {form}"


def test_no_page_lets_a_figure_be_typed() -> None:
    facts = list(apps.get_app_config("figures").get_models())
    assert facts
    for module in sorted(SOURCES.rglob("forms.py")):
        name = ".".join(module.relative_to(ROOT).with_suffix("").parts)
        for thing in vars(importlib.import_module(name)).values():
            model = getattr(getattr(thing, "_meta", None), "model", None)
            assert model not in facts, f"{name}: a form writes a figure"
    assert named("reported filled declared_value", {m._meta.model_name or "" for m in facts}) == []


def test_nothing_is_kept_about_belief_or_petitions() -> None:
    assert named("religion belief faith petition petitions") == []


def test_sensitive_columns_are_never_kept_in_the_clear() -> None:
    for name in ("id_number", "phone"):
        field = apps.get_model("people", "Person")._meta.get_field(name)
        assert isinstance(field, models.BinaryField), f"Person.{name} is readable in the database"


def test_no_page_fetches_anything_from_elsewhere(db: None) -> None:
    policy = Client().get("/help/about/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "//" not in policy
    elsewhere = re.compile(r"(?:src|href|action|url\()=?[\"'(]?\s*(?:https?:)?//(?!www\.w3\.org)")
    for path in [*templates(), *scripts(), *SOURCES.rglob("static_src/**/*.css")]:
        assert not elsewhere.search(path.read_text()), path


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.key)
def test_every_promise_names_a_test_that_exists(promise: Any) -> None:
    assert promise.tests
    for test in promise.tests:
        path, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / path).read_text(), test
