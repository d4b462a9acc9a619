"""What a load or an undoing would do, in words: each file, what to look at first, and which figures move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message, translate
from data_pipeline.ledger import LoadFile
from data_pipeline.loading.effect import Effect, Move, Value
from data_pipeline.loading.load import Outcome
from data_pipeline.views import terms
from data_pipeline.views.table import Cell, Column, Kind, Shown, Table, Translator, columns, known

STATUS = terms.FILE_STATUS | {"loaded": N_("can be loaded"), "older": N_("older export")}
MOST_CARDS = 5
_MARKS = {"refused": "cut", "older": "behind"}


@dataclass(frozen=True)
class Notice:
    """Something to look at before it is done; `more` is the same of others. `status`: `behind` where it may hurt."""

    text: Message
    more: tuple[Message, ...] = ()
    status: str = "behind"


@dataclass(frozen=True)
class Card:
    """A headline figure that moves: its name, from what to what."""

    label: Message
    was: Cell
    now: Cell


def title(outcome: Outcome) -> Message:
    """How many files can be loaded, and how many figures that moves."""
    files = outcome.files
    loaded = sum(file.status == "loaded" for file in files)
    if not loaded and files and all(file.status == "unchanged" for file in files):
        return message("These files are loaded already")
    if not loaded:
        return message("Nothing in these files can be loaded")
    return message(
        "{loaded} of {count} file can be loaded, {moved}",
        "{loaded} of {count} files can be loaded, {moved}",
        loaded=loaded,
        count=len(files),
        moved=moved(outcome.effect),
    )


def title_of_undo(number: int, found: Effect) -> Message:
    """Which load is taken back, and how many figures that moves."""
    return message("Taking load {number} back: {moved}", number=str(number), moved=moved(found))


def moved(found: Effect) -> Message:
    """How many figures move, in the middle of a sentence."""
    if not found.moves:
        return message("no figure moves")
    return message("{count} figure moves", "{count} figures move", count=len(found.moves))


def files(outcome: Outcome, language: str) -> Table:
    """Each file: what it is, how many rows can be loaded, and what is worth telling of it."""
    _ = Translator(language)
    counts = tuple(Column(_(title), Kind.COUNT) for title in terms.COUNTED.values())
    return Table(
        _("Files"),
        (Column(_("File")), Column(_("Kind")), Column(_("Status")), *counts),
        tuple(_file(file, outcome, language) for file in outcome.files),
    )


def _file(file: LoadFile, outcome: Outcome, language: str) -> tuple[Cell, ...]:
    told = [
        note.values["note"] for note in outcome.notes if note.values.get("file") == file.file and "note" in note.values
    ]
    if file.reason is not None:
        told.insert(0, file.reason)
    if file.status == "unchanged":
        told.append(message("The same bytes were loaded before, so nothing changed."))
    kind = translate(terms.KINDS[file.kind], language) if file.kind in terms.KINDS else "–"
    status = "older" if file in older(outcome) else file.status
    is_counted = file.status == "loaded" or (file.status == "refused" and file.received)
    return (
        Shown(file.file, aside=" · ".join(one if isinstance(one, str) else one.say(language) for one in told)),
        kind,
        Shown(translate(STATUS[status], language), status=_MARKS.get(status, "")),
        *(_count(file, name) if is_counted else "–" for name in terms.COUNTED),
    )


def older(outcome: Outcome) -> list[LoadFile]:
    """The files of which what is loaded already is newer: its warning names the newest day."""
    kinds = {one.values["kind"] for one in outcome.effect.warnings if "newest" in one.values}
    return [file for file in outcome.files if file.kind in kinds and file.status == "loaded"]


def _count(file: LoadFile, name: str) -> Cell:
    count: int = getattr(file, name)
    return Shown(count, status="cut") if name == "refused" and count else count


def refused(outcome: Outcome, language: str) -> Table:
    """Every refused row: where, why and what to do, to be sent to whoever makes the export; never what stood there."""
    _ = Translator(language)
    return Table(
        _("Refused rows"),
        (
            Column(_("File")),
            Column(_("Reason"), is_small=True),
            Column(_("Column")),
            Column(_("Id in the CRM")),
            Column(_("Line"), Kind.COUNT),
        ),
        tuple((one.file, one.reason.say(language), one.heading, one.row_id, one.line) for one in outcome.refusals()),
    )


def notices(outcome: Outcome, titles: Mapping[str, str]) -> list[Notice]:
    """What to look at before the files are loaded."""
    found = outcome.effect
    warned = set(map(id, found.warnings))
    notes = [note for note in outcome.notes if "note" not in note.values and id(note) not in warned]
    calm = [
        message(
            "{kind}: {count} row is withdrawn, which the files lack",
            "{kind}: {count} rows are withdrawn, which the files lack",
            kind=message(terms.KINDS[kind]),
            count=count,
        )
        for kind, count in found.withdrawn.items()
        if count
    ]
    if outcome.waiting:
        calm.append(outcome.waiting)
    return [*warnings(found, titles), *(Notice(one, status="pending") for one in (*notes, *calm))]


def warnings(found: Effect, titles: Mapping[str, str]) -> list[Notice]:
    """What looks like a mistake, one notice for the same of several kinds or figures; agreements by `titles`."""
    alike: dict[str, list[Message]] = {}
    for one in found.warnings:
        named = {"agreement": titles[one.values["agreement"]]} if one.values.get("agreement") in titles else {}
        alike.setdefault(one.msgid, []).append(replace(one, values={**one.values, **named}))
    return [Notice(first, tuple(more)) for first, *more in alike.values()]


def cards(found: Effect, agreement: str) -> list[Card]:
    """The headline figures of an agreement that move: guided, satisfied, jobs, fees."""
    moves = {move.figure: move for move in found.moves if move.agreement == agreement}
    guided = [
        next((name for name in (f"guided.total.{one}", f"guided.local.{one}") if name in moves), "")
        for one in terms.SEGMENTS
    ]
    others = [name for name in moves if name in ("satisfaction", "fee_total") or name.startswith("jobs.")]
    shown = [moves[name] for name in (*guided, *others) if name][:MOST_CARDS]
    return [
        Card(message(CATALOGUE[one.figure].label), _value(one, one.from_value), _value(one, one.to_value))
        for one in shown
    ]


def moves(found: Effect, titles: Mapping[str, str], language: str) -> Table:
    """Every figure that moves on the newest day in the data; `titles`: agreements by id, said of several."""
    _ = Translator(language)
    named = len({one.agreement for one in found.moves}) > 1
    return Table(
        _("Every figure that moves"),
        columns(*([_("Agreement")] if named else []), _("Figure"), Kind.NUMBER, _("Now"), _("After")),
        tuple(
            (
                *([titles.get(one.agreement, one.agreement)] if named else []),
                _(CATALOGUE[one.figure].label),
                _spoken(_value(one, one.from_value), language),
                _spoken(_value(one, one.to_value), language),
            )
            for one in found.moves
        ),
    )


def rows(found: Effect, language: str) -> Table:
    """How many rows of each kind come, change and go."""
    _ = Translator(language)
    return Table(
        _("Rows"),
        columns(_("Kind"), Kind.COUNT, _("Added"), _("Changed"), _("Gone")),
        tuple(
            (_(terms.KINDS[kind]), one.new, one.changed, one.gone)
            for kind, one in found.rows.items()
            if one.new + one.changed + one.gone
        ),
    )


def loaded(outcome: Outcome) -> Message:
    """What a load came to, in a sentence."""
    counted = [file for file in outcome.files if file.status == "loaded"]
    accepted, refused_count = (sum(getattr(file, name) for file in counted) for name in ("accepted", "refused"))
    return message(
        "Load {number} stands: {accepted} rows accepted, {refused} refused.",
        number=str(outcome.snapshot),
        accepted=accepted,
        refused=refused_count,
    )


def _value(move: Move, value: Value) -> Cell:
    if value is None:
        return None
    return Shown(value, kind=terms.kind_of(move.figure))


def _spoken(cell: Cell, language: str) -> Cell:
    return known(None, language) if cell is None else cell
