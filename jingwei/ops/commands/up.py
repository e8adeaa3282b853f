"""The whole product with one command: database, pages, background work, a demo city."""

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from jingwei.ops import assets, children, first_run, running, served, serving
from jingwei.ops.answering import answer
from jingwei.ops.database import ADDRESSES, is_embedded
from jingwei.ops.folders import REPOSITORY, claim, data_folder
from jingwei.ops.health import meters
from jingwei.ops.telling import tell
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
    with served.only_one(data):
        serving.refuse_taken_port(options.host, options.port)
        compile_translations()
        if not assets.are_built():
            tell(_("正在制作页面资源……"))
            assets.build()
        if is_embedded():
            tell(_("正在启动数据库……"))
        else:
            running.refuse_unfit_role()
        with running.server():
            _bring_up_to_date(data)
            if not options.no_demo and first_run.state() not in (first_run.DEMO, first_run.OWN):
                tell(_("正在装入示范城市……"))
                _do(sys.executable, "-m", "jingwei.ops.first_run", options.city)
            _serve(options)
    tell(_("已全部停止。"))
    return 0


def _bring_up_to_date(data: Path) -> None:
    """Tables and static files, only where the code or the place changed since the last start."""
    present = _version_of_everything()
    stamp = data / "version"
    if stamp.exists() and stamp.read_text() == present:
        return
    tell(_("正在更新数据库……"))
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
    # The child says in a sentence why it stopped; nothing is added to it.
    status = children.run(command).returncode
    if status:
        raise Stopped(_("启动没有完成，原因见上面几行。"))


def _serve(options: argparse.Namespace) -> None:
    host, port = options.host, options.port
    children: list[subprocess.Popen[bytes]] = []
    meters.forget(data_folder() / "meters")
    try:
        children += [web := serving.start_web(host, port)]
        children += [worker := serving.start_worker()]
        serving.wait_for_page(host, port, web)
        name = f"[{host}]" if ":" in host else host
        _welcome(options, f"http://{name}:{port}/")
        try:
            serving.watch(web, worker, serving.start_worker, children)
        except KeyboardInterrupt:
            if not sys.stderr.isatty():  # at a terminal it was said at once
                tell(_("正在停止……"))
    finally:
        # From here on a second Ctrl-C would only leave something behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        serving.end(children)


def _welcome(options: argparse.Namespace, address: str) -> None:
    served.note(data_folder(), address)
    found = first_run.state()
    kept = str(data_folder()) if is_embedded() else None
    lines = ["", _("经纬已就绪：{address}").format(address=address)]
    if found == first_run.DEMO:
        from jingwei.ops.demo import signins

        lines += [_("示范城市的登录名和口令："), *(f"  {line}" for line in signins.lines())]
    elif found == first_run.LOADING:
        lines.append(_("示范城市上次没有装完：./jw demo --remove 后重新启动。"))
    elif not found:
        lines.append(_("还没有组织：./jw init --name 名称 --code 代码 建立第一个。"))
    if kept:
        lines.append(_("数据在 {folder}").format(folder=kept))
    lines.append(_("按 Ctrl-C 停止。"))
    demo = _demo() if options.json and found == first_run.DEMO else None
    told = {"address": address, "data": kept, "state": found or "empty", "demo": demo}
    answer(options, told, *lines)


def _demo() -> Any:
    """What `./jw demo --json` says: Django is not set up here, since the children serve."""
    asked = [sys.executable, "-m", "jingwei", "demo", "--json"]
    said = children.run(asked, stdout=subprocess.PIPE)
    return json.loads(said.stdout) if said.returncode == 0 else None
