"""Do the migrations lead from anywhere to one end, and do they say all that the models say?"""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from jingwei.ops.backup import known

# Words of Django's own parents of these models; they make no SQL.
WORDS_ONLY = {
    "Change Meta options on session", "Alter field password on account",
    "Alter field expire_date on session", "Alter field session_data on session",
    "Alter field session_key on session",
}  # fmt: skip


def loader():
    return MigrationLoader(None)


def test_no_part_has_two_ends():
    assert loader().detect_conflicts() == {}


def test_the_models_hold_nothing_the_migrations_do_not_make():
    files = loader()
    missing = MigrationAutodetector(files.project_state(), ProjectState.from_apps(apps)).changes(
        graph=files.graph
    )
    ours = {
        f"{app}: {step.describe()}"
        for app, steps in missing.items()
        if app not in known.NOT_OURS
        for one in steps
        for step in one.operations
        if step.describe() not in WORDS_ONLY
    }
    assert ours == set()


def test_a_backup_of_a_later_release_is_told_by_its_migrations():
    ours = sorted(known.known_migrations())
    assert known.unknown([*ours, "auth.0001_initial", "procrastinate.0099_later"]) == []
    assert known.unknown([*ours, "people.9999_from_the_future"]) == ["people.9999_from_the_future"]
    # The names are Django's own: what was applied is compared with them.
    files = {f"{app}.{name}" for app, name in loader().disk_migrations}
    assert set(ours) <= files
