"""Reads the command line and runs one command, in Danish unless asked for English."""

from __future__ import annotations

import argparse
import importlib
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType

from data_pipeline.command import console
from data_pipeline.errors import Correctable
from data_pipeline.language import DEFAULT_LANGUAGE, LANGUAGES, N_, Message, message, translate
from data_pipeline.settings import COMMAND, Settings
from data_pipeline.waiting import telling

# Each is a module of this package, imported when the line names it: what one command needs costs no other a second.
COMMANDS: Mapping[str, str] = {
    "run": N_("opens the dashboard on this machine"),
    "load": N_("reads exports from the CRM, files or folders, as one load"),
    "undo": N_("takes a load back: its rows, and what it withdrew, no longer count"),
    "figures": N_("prints every figure of an agreement as of a date"),
    "trace": N_("tells why a figure is what it is: rule, clause, rows counted and left out, SQL"),
    "compare": N_("lays the years of a series, or neighbours, beside each other, and says what chance explains"),
    "plan": N_("tells what the years of a series make likely of the next, and writes a draft of its agreement"),
    "refused": N_("lists what was refused: file, line, column and reason"),
    "strategy": N_("lists what is written about milestones and obligations, or writes a value beside it"),
    "freeze": N_("keeps a meeting's figures as they are now; nothing changes them after"),
    "release": N_("lets others than the parties see a meeting, small numbers hidden"),
    "export": N_(
        "writes a meeting's papers (slides, workbook, minutes, slides without network), or rows for other programs"
    ),
    "digest": N_("writes a mail: what moved since the last one, what will be missed, who owes what"),
    "changes": N_("tells what is different since a meeting, figure by figure, by cause"),
    "settle": N_("settles the fees of a half-year, or lists what is settled; nothing changes it after"),
    "sample": N_("writes made-up exports to try with; the same each time"),
    "watch": N_("loads what arrives in the inbox, until it is stopped"),
    "audit": N_("lists who did what and when, the newest first"),
    "forget": N_("erases a client from every snapshot and file, for good"),
    "retention": N_("erases clients that were not active for so many months, or tells what would go"),
    "check": N_("looks after everything: agreement files, key, versions, rows and the warehouse's promises"),
}

DONE, OUR_FAULT, TO_CORRECT = 0, 1, 2

# The words of Python's own argparse, which asks `gettext` for them under exactly these ids.
ARGPARSE_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("not allowed with argument %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("%(prog)s: error: %(message)s\n"),
)


def chosen_language(arguments: Sequence[str]) -> str:
    """The language the line asks for, known before the rest of it is read; Danish when it names none we have."""
    for n, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--language":
            value = value or (arguments[n + 1] if n + 1 < len(arguments) else "")
            return value if value in LANGUAGES else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE


def module(command: str) -> ModuleType:
    """The module of a command."""
    return importlib.import_module(f"data_pipeline.command.{command}")


def parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The command line with its help in the language asked for; options only of commands that `arguments` name."""
    language = chosen_language(arguments)

    def say(msgid: str) -> str:
        return translate(msgid, language).replace("%", "%%")

    argparse._ = lambda msgid: translate(msgid, language)  # type: ignore[attr-defined]
    top = argparse.ArgumentParser(
        prog=COMMAND,
        description=say(N_("CRM exports in, the agreement's own figures out.")),
        epilog=say(N_("Exit code: 0 done, 1 a fault of ours, 2 something of yours to correct.")),
    )
    _add_language(top, say)
    commands = top.add_subparsers(dest="command", required=True, metavar=say(N_("COMMAND")))
    for name, help_ in COMMANDS.items():
        command = commands.add_parser(name, help=say(help_), description=say(help_))
        formats = ("text", "json")
        if name in arguments:
            module(name).add(command, say)
            formats = getattr(module(name), "FORMATS", formats)
        command.add_argument(
            "--format",
            choices=formats,
            default="text",
            help=say(N_("text for people, json for machines (then stdout holds nothing else)")),
        )
        _add_language(command, say)
    return top


def _add_language(parser_: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """`--language`, before the command or after it."""
    parser_.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=say(N_("da or en")))


def main(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """The exit code of the command that `arguments` name."""
    try:
        options = parser(arguments).parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    screen = console.standard(getattr(options, "language", DEFAULT_LANGUAGE), options.format)
    try:
        run: Callable[..., int] = module(options.command).run
        with telling(screen.complain):
            return run(options, Settings.read(environment), screen)
    except Correctable as fault:
        screen.complain(*fault.messages)
        return TO_CORRECT
    except KeyboardInterrupt:
        screen.complain(message("Stopped. Nothing half-done is left behind."))
        return OUR_FAULT
    except BrokenPipeError:
        sys.stderr.close()
        return OUR_FAULT
    except Exception as fault:
        _own_fault(fault, screen)
        return OUR_FAULT


def _own_fault(fault: Exception, screen: console.Console) -> None:
    """Says where it went wrong. The exception's own text may quote a row, so it is told in development mode only."""
    screen.complain(_our_fault_message(fault))
    if sys.flags.dev_mode:
        traceback.print_exception(fault, file=screen.err)
    else:
        screen.err.writelines(traceback.format_tb(fault.__traceback__))


def _our_fault_message(fault: Exception) -> Message:
    return message(
        "This is a fault of Væksttavlen's own ({fault}). What was loaded before stands. "
        "`python -X dev -m data_pipeline …` tells more.",
        fault=type(fault).__name__,
    )
