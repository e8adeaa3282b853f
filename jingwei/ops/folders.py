"""Where does this installation keep what is its own?"""

import fcntl
import os
import secrets
from pathlib import Path

from jingwei.ops.words import Stopped, _, reason

REPOSITORY = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """The folder of $JINGWEI_DATA, or `.jingwei` beside the code; it need not exist yet."""
    return Path(os.environ.get("JINGWEI_DATA") or REPOSITORY / ".jingwei").absolute()


def claim(data: Path) -> Path:
    """Make the data folder, readable by its owner only; refuse one that holds other things."""
    if data.exists() and not data.is_dir():
        raise Stopped(
            _("{folder} 不是文件夹，请用 --data 另选一个。").format(folder=data), "place.unusable"
        )
    if data.is_dir() and any(data.iterdir()) and not (data / "jingwei-data").exists():
        raise Stopped(
            _("{folder} 里放着别的文件，请用 --data 另选一个空文件夹。").format(folder=data),
            "place.foreign",
        )
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        data.chmod(0o700)
        (data / "jingwei-data").touch()
    except OSError as error:
        raise Stopped(
            _("不能写入 {folder}（{why}），请用 --data 另选一个。").format(
                folder=data, why=reason(error)
            ),
            "place.unusable",
        ) from error
    return data


def secret(data: Path, name: str) -> str | None:
    """The secret of that name, or None where none was made yet."""
    place = data / "secrets" / name
    return place.read_text().strip() if place.exists() else None


def write_secret(data: Path, name: str, value: str) -> None:
    """Keep a secret in a file only its owner can read; it appears whole or not at all."""
    place = data / "secrets" / name
    place.parent.mkdir(mode=0o700, exist_ok=True)
    half = place.with_name(f".{name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(value + "\n")
        os.fsync(file.fileno())
    half.replace(place)


def kept_secret(data: Path, name: str) -> str:
    """The secret of that name, made now where the data folder has none.

    Without a data folder (a type checker loads the settings, say) it lives as long as the process.
    """
    if not (data / "jingwei-data").exists():
        return secrets.token_urlsafe(48)
    with (data / "secrets.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if secret(data, name) is None:
            write_secret(data, name, secrets.token_urlsafe(48))
    return secret(data, name) or ""
