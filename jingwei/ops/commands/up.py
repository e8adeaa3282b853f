"""The whole product with one command: database, pages, background work, a demo city."""

import argparse
import fcntl
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jingwei.ops import assets, first_run, running, serving
from jingwei.ops.cli import INTERRUPTED
from jingwei.ops.database import ADDRESSES, is_embedded
from jingwei.ops.folders import REPOSITORY, claim, data_folder
from jingwei.ops.health import meters
from jingwei.ops.words import Stopped, _, compile_translations

HELP = _("启动经纬：数据库、网页、后台任务；第一次会装入一座示范城市")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=_("网页地址（默认 127.0.0.1）"))
    parser.add_argument("--port", type=int, default=8000, help=_("网页端口（默认 8000）"))
    parser.add_argument(
        "--city", choices=["small", "full"], default="small",
        help=_("示范城市的大小：small 约 40 个组织，full 为地级市规模（约需几分钟）"),
    )  # fmt: skip
    parser.add_argument("--no-demo", action="store_true", help=_("不装示范城市"))


def run(options: argparse.Namespace) -> int:
    data = claim(data_folder())
    # Children find the folder even where the option was not given.
    os.environ["JINGWEI_DATA"] = str(data)
    with _only_one(data):
        serving.refuse_taken_port(options.host, options.port)
        compile_translations()
        if not assets.are_built():
            _tell(_("正在制作页面资源……"))
            assets.build()
        _tell(_("正在启动数据库……"))
        with running.server():
            _bring_up_to_date(data)
            if not options.no_demo and first_run.state() not in (first_run.DEMO, first_run.OWN):
                _tell(_("正在装入示范城市……"))
                _do(sys.executable, "-m", "jingwei.ops.first_run", options.city)
            _serve(options.host, options.port)
    _tell(_("已全部停止。"))
    return 0


@contextmanager
def _only_one(data: Path) -> Iterator[None]:
    with (data / "up.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Stopped(
                _("这个数据文件夹已有一个经纬在运行：{folder}").format(folder=data)
            ) from error
        yield


def _bring_up_to_date(data: Path) -> None:
    """Tables and static files, only where the code or the place changed since the last start."""
    present = _version_of_everything()
    stamp = data / "version"
    if stamp.exists() and stamp.read_text() == present:
        return
    _tell(_("正在更新数据库……"))
    _do(sys.executable, "-m", "jingwei", "migrate", "--quiet")
    _do(sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0",
        "--settings=jingwei.settings")  # fmt: skip
    stamp.write_text(present)


def _version_of_everything() -> str:
    code = [*REPOSITORY.glob("jingwei/**/migrations/*.py"), *REPOSITORY.glob("jingwei/**/*.sql")]
    code += REPOSITORY.glob("jingwei/kernel/access/*.py")
    code += REPOSITORY.glob("jingwei/kernel/rulebook/**/*.csv")
    seen = hashlib.sha256(assets.fingerprint([*code, REPOSITORY / "requirements.txt"]).encode())
    seen.update(assets.wanted().encode())
    for name in ADDRESSES.values():
        seen.update(os.environ.get(name, "").encode() + b"\0")
    return seen.hexdigest()


def _do(*command: str) -> None:
    """Do one thing in a process of its own, to its end also where we are asked to end.

    `subprocess.run` would kill it a quarter of a second after Ctrl-C, before it has left the
    database, and the server would stay on: nobody would know that they were the last.
    """
    child = serving.start_child([*command])
    try:
        status = child.wait()
    except KeyboardInterrupt:
        serving.end([child])
        if child.returncode == INTERRUPTED:  # it has said so already
            sys.exit(INTERRUPTED)
        raise
    # The child says in a sentence why it stopped; nothing is added to it.
    if status:
        raise Stopped(_("启动没有完成，原因见上面几行。"))


def _serve(host: str, port: int) -> None:
    children: list[subprocess.Popen[bytes]] = []
    meters.forget(data_folder() / "meters")
    try:
        children += [web := serving.start_web(host, port)]
        children += [worker := serving.start_worker()]
        serving.wait_for_page(host, port, web)
        _welcome(host, port)
        try:
            serving.watch(web, worker, serving.start_worker, children)
        except KeyboardInterrupt:
            _tell(_("正在停止……"))
    finally:
        # From here on a second Ctrl-C would only leave something behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        serving.end(children)


def _welcome(host: str, port: int) -> None:
    name = f"[{host}]" if ":" in host else host
    lines = ["", _("经纬已就绪：{address}").format(address=f"http://{name}:{port}/")]
    found = first_run.state()
    if found == first_run.DEMO:
        from jingwei.ops.demo import signins

        lines += [_("示范城市的登录名和口令："), *(f"  {line}" for line in signins.lines())]
    elif found == first_run.LOADING:
        lines.append(_("示范城市上次没有装完：./jw demo --remove 后重新启动。"))
    elif not found:
        lines.append(_("还没有组织：./jw init --name 名称 --code 代码 建立第一个。"))
    if is_embedded():
        lines.append(_("数据在 {folder}").format(folder=data_folder()))
    lines.append(_("按 Ctrl-C 停止。"))
    _tell("\n".join(lines))


def _tell(sentence: str) -> None:
    print(sentence, flush=True)
