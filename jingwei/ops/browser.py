"""Can the browser tests run here? Finds or installs a browser and Chinese fonts."""

import os
import shutil
import subprocess

from jingwei.ops import children
from jingwei.ops.words import _

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PACKAGES = {"chromium": "chromium", "fonts": "fonts-noto-cjk"}


def missing() -> list[str]:
    """The Debian packages that are still needed."""
    needed = []
    if not any(shutil.which(name) for name in BROWSERS):
        needed.append(PACKAGES["chromium"])
    fonts = shutil.which("fc-list") and subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True
    )
    if not (fonts and fonts.stdout.strip()):
        needed.append(PACKAGES["fonts"])
    return needed


def provide() -> str:
    """Install what is missing where that is permitted; else a sentence on what to install."""
    needed = missing()
    if not needed:
        return ""
    before = _as_root()
    if shutil.which("apt-get") and before is not None:
        quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = [*before, "apt-get", "install", "-y", "-q", "--no-install-recommends", *needed]
        for attempt in (install, [*before, "apt-get", "update", "-q"], install):
            done = children.run(
                attempt, env=quietly, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                said=_("正在安装浏览器测试要用的软件，秒"),
            ).returncode  # fmt: skip
            if done == 0 and attempt is install:
                return ""
        needed = missing()
    return _("浏览器测试还需要：{packages}。请先安装，如 apt-get install {list}。").format(
        packages="、".join(needed), list=" ".join(needed)
    )


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None
