"""Does a new installation start with a city to look at? Loads the demo city into an empty one."""

import sys

from jingwei.ops import telling
from jingwei.ops.folders import data_folder
from jingwei.ops.running import use_database

DEMO, OWN, LOADING = "demo", "own", "loading"


def state() -> str:
    """What the last first run left: demo, own, loading (it was cut short), or nothing yet."""
    place = data_folder() / "first-run"
    return place.read_text().strip() if place.exists() else ""


def note(found: str) -> None:
    """Remember it, so that later starts need not ask the database."""
    (data_folder() / "first-run").write_text(found + "\n")


def load(size: str) -> None:
    """Load the demo city where there is no organisation yet. Takes seconds (small) or minutes."""
    with use_database("migrate"):
        from django.utils import timezone

        from jingwei.kernel.orgs.models import Organisation

        if Organisation.everything.exists():
            note(LOADING if state() == LOADING else OWN)
            return
        from jingwei.ops.demo.load import load_city

        note(LOADING)
        load_city(size=size, progress=_tell, today=timezone.localdate())
        note(DEMO)


def _tell(*said: object) -> None:
    telling.tell("  " + " ".join(map(str, said)))


if __name__ == "__main__":
    from jingwei.ops.guarding import guarded

    with telling.aloud():
        sys.exit(guarded(lambda: load(sys.argv[1])))
