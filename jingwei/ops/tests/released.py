"""Put the database of an earlier release into an installation that has none yet.

Run as ``python -m jingwei.ops.tests.released DUMP KIT`` with the data folder in the environment.
"""

import lzma
import subprocess
import sys
from pathlib import Path

from jingwei.ops import running
from jingwei.ops.backup import kit, programs
from jingwei.ops.folders import data_folder


def main(dump: Path, keys: Path) -> None:
    """Load the dump as the owner of its tables; the keys go where the program looks for them."""
    kit.install(kit.read(keys), data_folder())
    with running.server():
        with programs.connect() as connection:
            program = programs.for_server(connection, "pg_restore")
        subprocess.run(
            programs.command(program, "--exit-on-error", "--no-owner", "--no-privileges"),
            env=programs.environment(), input=lzma.decompress(dump.read_bytes()), check=True,
        )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
