"""Which migrations does this release know? Read from its files, before there is a database."""

import re

from jingwei.ops.folders import REPOSITORY

NOT_OURS = {"auth", "contenttypes", "sessions", "procrastinate"}


def known_migrations() -> set[str]:
    """``app.0001_name`` of every migration of the product."""
    found = set()
    for place in (REPOSITORY / "jingwei").glob("**/migrations/[0-9]*.py"):
        app = place.parent.parent
        if app.parent.name == "tests":
            continue  # a part that a test adds
        named = re.search(r'label = "(\w+)"', (app / "apps.py").read_text())
        found.add(f"{named[1] if named else app.name}.{place.stem}")
    return found


def unknown(applied: list[str]) -> list[str]:
    """Those of ``applied`` this release has no file for: they come from a later one."""
    ours = known_migrations()
    return [name for name in applied if name not in ours and name.partition(".")[0] not in NOT_OURS]
