"""The commands of `./jw`: each module here is one, named as it is typed.

A module has `HELP: str` (one plain line), `arguments(parser)` and `run(options) -> int`. It imports
nothing of Django at its top: `run` first says `with use_database("app"):` (jingwei.ops.running).
That starts the embedded server where none runs, sets the role and sets Django up. A reason to stop
is `raise Stopped("one sentence", "code")`; Ctrl-C arrives as KeyboardInterrupt; `--data` and
`--json` are there already.

What came of it is said once, at the end: `answer(options, {...}, "sentences", ...)` writes the one
object of `--json` or the sentences (jingwei.ops.answering); nothing else is printed. What takes
long says `telling.say("step", done, total)` as often as it likes, runs its programs by
`children.run`, and writes a file beside its place before it renames it.
docs/for-operators/commands.md lists the results and codes; each command is asked once by
jingwei/ops/tests/test_programs_read.py.
"""
