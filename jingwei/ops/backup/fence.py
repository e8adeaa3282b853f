"""Is this a restored copy nobody has looked at yet? Then it must not write to people.

Two installations from one backup would send every reminder twice, or send old ones again.
Whoever sends asks ``is_raised``; a person lowers the fence with ``./jw restore --confirm``.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

NAME = "restored.json"


def raise_it(data: Path, manifest: dict[str, Any], *, at: datetime) -> None:
    """From now on this place is a copy as of the backup's moment."""
    told = {"as_of": manifest["as_of"], "from": manifest["instance"], "at": at.isoformat()}
    (data / NAME).write_text(json.dumps(told) + "\n")


def is_raised(data: Path) -> bool:
    """Whether this is a copy that nobody has confirmed."""
    return (data / NAME).exists()


def told(data: Path) -> dict[str, Any]:
    """As of when, from which installation, restored when; empty where there is no fence."""
    place = data / NAME
    return dict(json.loads(place.read_text())) if place.exists() else {}


def lower(data: Path) -> bool:
    """A person has looked and takes this place into use; True where there was a fence."""
    place = data / NAME
    if not place.exists():
        return False
    place.unlink()
    return True
