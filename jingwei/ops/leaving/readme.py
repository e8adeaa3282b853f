"""What does somebody read first who opens the folder of an export?"""

from pathlib import Path
from typing import Any

TEXT = Path(__file__).with_name("export.md")
OPENED = (
    "它们的明文另在 `opened/*.csv`（表的 `id`、列、值），请妥善保管。",
    "Their plain text stands in `opened/*.csv` (the row's `id`, column, value): guard it well.",
)
SEALED = (
    "要读出明文，需要密钥包（`./jw backup --keys`）。",
    "To read them takes the key kit (`./jw backup --keys`).",
)


def text(manifest: dict[str, Any]) -> str:
    """The README of one export, in both languages."""
    zh, en = OPENED if manifest["opened"] else SEALED
    return TEXT.read_text().format(
        as_of=manifest["as_of"], release=manifest["release"], tables=len(manifest["tables"]),
        rows=sum(one["rows"] for one in manifest["tables"].values()),
        files=sum(name.startswith("files/") for name in manifest["files"]),
        opened_zh=zh, opened_en=en,
    )  # fmt: skip
