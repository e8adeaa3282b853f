"""How does an empty database come up quickly? A step draws anew only the model that it changes.

Django draws again every model tied to one that a migration changes. Here nearly every table is tied
to its organisation, so that was nearly all of them at each of some five hundred steps: three
quarters of the time of a first start, and of each test database. A model that is new, or gains an
index or a constraint, needs no other; for the rest (a relation, a type that others refer to, code
that reads rows) all are drawn anew. ADR 0018.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ProjectState

Key = tuple[str, str]
ASKED = "_find_reload_model"  # private to Django, so named once


@contextmanager
def light_states() -> Iterator[None]:
    """Within it migrations are lighter; what they write into the database is the same."""
    usual = vars(ProjectState)[ASKED]
    setattr(ProjectState, ASKED, _drawn_anew)
    try:
        yield
    finally:
        setattr(ProjectState, ASKED, usual)


def _drawn_anew(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[Key]:
    """The models to draw after one changed: itself, or all where others may look at what changed.

    ``is_delayed`` makes Django draw all of them before code of a migration reads rows.
    """
    if delay or model_name not in state.apps.all_models[app_label]:
        state.is_delayed = True
        return {(app_label, model_name)}
    return set(state.models)
