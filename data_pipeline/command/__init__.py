"""The command line: `python -m data_pipeline COMMAND`, one module a command.

A command's module has `add(parser, say)` for its options, `run(arguments, settings, console)`, which answers with the
exit code (0 done, 2 something of the user's to correct), and `FORMATS` when it can more than text and JSON. `line.py`
lists the commands.
"""
