"""How does an installation bring its own PostgreSQL? The driver of the embedded server.

Only the programs of a PostgreSQL distribution are used (initdb, pg_ctl, pg_isready), never the
Python wrapper that a wheel may bring along: ADR 0001 says why.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jingwei.ops.folders import claim, write_secret
from jingwei.ops.postgres_binaries import as_nobody, find_binaries, major
from jingwei.ops.words import Stopped, _

PORT = 5432  # names the socket only; nothing listens on the network
SOCKET_LIMIT = 103  # bytes; Linux allows 107, macOS 103
MB = 1_000_000
LEAST = 300 * MB  # an empty database with its write-ahead log, and the small demo city
PATIENCE = 600  # seconds: a crash recovery of a large base must not be cut short

# Rows must not leak into the server's log: a failed statement, its details and even its message
# quote values, so none of them goes there; fatal faults and the server's own notes do.
CONFIGURATION = """\
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
max_locks_per_transaction = 512
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length_on_error = 0
"""
# For folders that tests throw away: a power cut may lose them, and nobody would miss them.
THROWAWAY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


def socket_folder(data: Path) -> Path:
    """Where the socket lies; a path too long for a socket is replaced by a short, private one."""
    here = data / "run"
    if len(os.fsencode(here / f".s.PGSQL.{PORT}")) <= SOCKET_LIMIT:
        return here
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"jw-{os.getuid()}-{name}"


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    seen = folder.lstat()
    if folder.is_symlink() or seen.st_uid != os.getuid():
        raise Stopped(_("{folder} 属于别的用户，请先删除它。").format(folder=folder))
    folder.chmod(0o700)
    return folder


def _run(*command: str | Path, log: Path) -> bool:
    # Into a file, never a pipe: the server would keep the pipe open and we would wait for ever.
    # A session of its own, so that Ctrl-C at our terminal does not reach the server.
    with log.open("ab") as out:
        return not subprocess.run(
            [*as_nobody(), *command],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, cwd="/",
            env={**os.environ, "LC_ALL": "C"},
        ).returncode  # fmt: skip


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Only one process at a time makes, starts or stops the server of a data folder."""
    with (data / "postgres.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_running(data: Path) -> bool:
    """Whether the server of this data folder answers, after waiting for one that is starting."""
    return _answer(find_binaries(), data) == 0


def _answer(binaries: Path, data: Path) -> int:
    """0 it takes connections, 1 not yet, 2 nobody is there (the numbers of pg_isready)."""
    for _second in range(PATIENCE * 4):
        said = subprocess.run(
            [binaries / "pg_isready", "-q", "-t", "5", "-h", socket_folder(data), "-p", str(PORT)],
            capture_output=True,
        ).returncode
        if said != 1:
            return said
        time.sleep(0.25)
    return 1


def start(data: Path, *, throwaway: bool = False) -> bool:
    """Start the server of a data folder, making it first; True where this call started it."""
    binaries = find_binaries()
    with alone(claim(data)):
        _make(binaries, data, throwaway=throwaway)
        if _answer(binaries, data) == 0:
            return False
        _configure(data, throwaway=throwaway)
        # Straight after a kill -9 the dead server's lock file still names a process the system has
        # not buried yet: a second or two later the start succeeds.
        for _attempt in range(10):
            if _run(binaries / "pg_ctl", "start", "-D", data / "pgdata", "-w", "-t", str(PATIENCE),
                    "-l", data / "postgres.log", log=data / "pg_ctl.log"):  # fmt: skip
                return True
            time.sleep(0.5)
    raise Stopped(
        _("数据库没有启动，原因见 {log}。").format(log=data / "postgres.log"),
        "database.unreachable",
    )


def _make(binaries: Path, data: Path, *, throwaway: bool) -> None:
    """Make the database files once; refuse files that another major version made."""
    ours, pgdata = major(binaries), data / "pgdata"
    if pgdata.exists():
        theirs = (pgdata / "PG_VERSION").read_text().strip()
        if theirs != str(ours):
            raise Stopped(
                _("{folder} 是 PostgreSQL {theirs} 的数据，程序是 {ours}；升级办法见文档“升级”。")
                .format(folder=pgdata, theirs=theirs, ours=ours), "database.version"
            )  # fmt: skip
        return
    if (free := shutil.disk_usage(data).free) < LEAST:
        raise Stopped(
            _("{folder} 只剩 {free} MB，建数据库至少要 {least} MB，请清理，或用 --data 另选。")
            .format(folder=data, free=free // MB, least=LEAST // MB), "place.unusable"
        )  # fmt: skip
    write_secret(data, "postgres", secrets.token_urlsafe(32))
    half = data / "pgdata.half"  # a killed initdb leaves this, never a pgdata that looks whole
    # C.UTF-8, not C: with ctype C neither trigrams nor ltree know a Chinese character.
    newer = (
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--lc-ctype=C.UTF-8",
    )
    for locale in (newer if ours >= 17 else ("--locale=C.UTF-8",), ("--locale=C",)):
        shutil.rmtree(half, ignore_errors=True)
        if _run(binaries / "initdb", "-D", half, "-U", "postgres", "-E", "UTF8", "-k",
                "-A", "scram-sha-256", "--pwfile", data / "secrets" / "postgres", *locale,
                *(["--no-sync"] if throwaway else []), log=data / "pg_ctl.log"):  # fmt: skip
            with (half / "postgresql.conf").open("a") as file:
                file.write("include_if_exists = 'jingwei.conf'\n")
            half.rename(pgdata)
            return
    raise Stopped(_("数据库文件没有建成，原因见 {log}。").format(log=data / "pg_ctl.log"))


def _configure(data: Path, *, throwaway: bool) -> None:
    socket = str(_private(socket_folder(data))).replace("'", "''")
    (data / "pgdata" / "jingwei.conf").write_text(
        CONFIGURATION
        + (THROWAWAY if throwaway else "")
        + f"port = {PORT}\nunix_socket_directories = '{socket}'\n"
    )


def stop(data: Path) -> bool:
    """Stop the server of a data folder; True where there was one to stop."""
    if not (data / "pgdata").exists():
        return False
    binaries, socket = find_binaries(), socket_folder(data)
    with alone(data):
        if _answer(binaries, data) == 2:
            return False
        stopped = _run(
            binaries / "pg_ctl", "stop", "-D", data / "pgdata", "-m", "fast", "-w", "-t", "120",
            log=data / "pg_ctl.log",
        )  # fmt: skip
        if stopped and socket.parent != data:
            with suppress(OSError):  # a short place away from the data; nothing else lies in it
                socket.rmdir()
        return stopped
