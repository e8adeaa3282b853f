"""How do web pages and background work run together? Two children that end with their parent."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from urllib.error import HTTPError

from jingwei.ops.children import end_with_parent
from jingwei.ops.words import Stopped, _

PATIENCE = 180  # seconds for the first page on a slow, busy machine
FAREWELL = 15  # seconds for a child to end by itself


def refuse_taken_port(host: str, port: int) -> None:
    """Raise Stopped where another program listens there.

    The web server would not notice: it shares the port and takes half of the other's requests.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
            door.listen()
        except (OSError, OverflowError) as error:
            raise Stopped(_reason(error, host, port), _code(error)) from error


def _code(error: Exception) -> str:
    return "port.taken" if getattr(error, "errno", None) == errno.EADDRINUSE else "port.unusable"


def _reason(error: Exception, host: str, port: int) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        said = _("端口 {port} 正被别的程序使用，请用 --port 换一个，如 --port {other}。")
    elif number == errno.EACCES:
        said = _("没有权限使用端口 {port}，请用 --port 换一个 1024 以上的。")
    else:
        said = _("不能在 {host}:{port} 上提供网页，请检查 --host 和 --port。")
    return said.format(host=host, port=port, other=port + 1 if port < 65535 else 8001)


def start_web(host: str, port: int) -> subprocess.Popen[bytes]:
    """The pages, as role jw_app."""
    workers = str(max(1, min(4, os.cpu_count() or 1)))
    return start_child(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
         "--port", str(port), "--workers", workers, "--blocking-threads", "4", "--no-ws",
         "--respawn-failed-workers", "--workers-kill-timeout", str(FAREWELL - 5),
         "--log-level", "warning", "jingwei.wsgi:application"],
        JINGWEI_ROLE="app", JINGWEI_POOL_SIZE="4", DJANGO_SETTINGS_MODULE="jingwei.settings",
    )  # fmt: skip


def start_worker() -> subprocess.Popen[bytes]:
    """The background work, as role jw_worker."""
    typed = [sys.executable, "-m", "jingwei", "worker", "--quiet"]
    return start_child(typed, JINGWEI_ROLE="worker")


def start_child(command: list[str], **environment: str) -> subprocess.Popen[bytes]:
    """A process that ends with us, in a session of its own: Ctrl-C reaches us alone."""
    return subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent,
    )


def wait_for_page(host: str, port: int, web: subprocess.Popen[bytes]) -> None:
    """Return once /healthz answers; Stopped where the web server ends or never answers."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (compared, not bound)
    name = f"[{near}]" if ":" in near else near
    known_as = os.environ.get("JINGWEI_HOSTS", "").split(",")[0].lstrip(".").replace("*", "")
    asked = urllib.request.Request(
        f"http://{name}:{port}/healthz", headers={"Host": known_as} if known_as else {}
    )
    # A proxy of the environment must not stand between us and ourselves.
    door = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until, last = time.monotonic() + PATIENCE, ""
    while time.monotonic() < until:
        if web.poll() is not None:
            raise Stopped(_("网页服务没有启动，原因见上面几行。"))
        try:
            with door.open(asked, timeout=10):
                return
        except HTTPError as error:
            last = f"HTTP {error.code}"
        except OSError as error:
            last = str(error)
        time.sleep(0.2)
    raise Stopped(_("网页服务没有应答（{last}），请看上面几行。").format(last=last))


def watch(
    web: subprocess.Popen[bytes],
    worker: subprocess.Popen[bytes],
    again: Callable[[], subprocess.Popen[bytes]],
    children: list[subprocess.Popen[bytes]],
) -> None:
    """Stay until the web server ends; background work that ends is started again."""
    while web.poll() is None:
        if worker.poll() is not None:
            children.remove(worker)
            worker = again()
            children.append(worker)
        time.sleep(1)
    raise Stopped(_("网页服务停了，请重新运行 ./jw up。"))


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask the children to end, wait, then insist."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + FAREWELL
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
