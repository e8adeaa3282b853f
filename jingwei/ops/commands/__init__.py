"""The commands of `./jw`: each module here is one, named as it is typed.

A module has `HELP: str` (one plain line), `arguments(parser)` and `run(options) -> int`. It imports
nothing of Django at its top: `run` first says `with use_database("app"):` (jingwei.ops.running).
That starts the embedded server where none runs, sets the role and sets Django up. A reason to stop
is `raise Stopped("one sentence")`; Ctrl-C arrives as KeyboardInterrupt; `--data` is there already.
"""
