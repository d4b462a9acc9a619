"""The command line: `python -m data_pipeline COMMAND`, one module a command.

Each module has `HELP` (one line), `add(parser, say)` for its options and `run(arguments, settings, console)`, which
answers with the exit code: 0 done, 2 something of the user's to correct.
"""
