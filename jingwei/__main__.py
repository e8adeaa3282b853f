"""`python -m jingwei`, which `./jw` calls."""

import signal
import sys


def run() -> int:
    """The command's status; a signal before it began ends it, one after it is done does not."""
    try:
        from jingwei.ops.cli import main

        status = main()
    except KeyboardInterrupt:
        return 130
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    return status


if __name__ == "__main__":
    sys.exit(run())
