"""Region og år: the years of a series, neighbours and the year to come, as a reader may see them (R20, R21).

Agreements that the reader signs for are read on every date; of the others stands the latest meeting that was released,
as a row of a breakdown by municipality: with small cells hidden. A meeting keeps what its parties may see of it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from data_pipeline import agreements, figures
from data_pipeline.agreements import SEGMENTS, Agreement, Words, series
from data_pipeline.errors import Correctable
from data_pipeline.language import Message
from data_pipeline.meetings.audience import released_names
from data_pipeline.meetings.records import all_heads, find
from data_pipeline.meetings.values import Meeting
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.privacy.small_cells import AmountCell, CountCell, Marks, Path, ShareCell, Sum, Table
from data_pipeline.reports import Board, compare, plan
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.readings import Reading, assembled, is_covered
from data_pipeline.reports.view import View

PROGRAMMES = ("programme.A", "programme.B", "programme.C")
NEAREST_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Named:
    """What a row says of its agreement; `municipality`: its three-digit code."""

    id: str
    title: Words
    municipality: str
    first_date: dt.date


@dataclass(frozen=True)
class Row:
    """An agreement beside others. `at`: on its day; `whole`: on its last date; None where there is nothing to read, or
    it has not come. `unlike`: in what its terms differ from the reference's.

    `is_own`: the reader signs for it; else `meeting` is the released one it is read from, empty without one.
    """

    agreed: Named
    at: Reading | None
    whole: Reading | None = None
    unlike: tuple[str, ...] = ()
    is_own: bool = True
    meeting: str = ""


@dataclass(frozen=True)
class YearsReport:
    """The years of a series, oldest first; `share` of the reference's working days has passed (R20)."""

    stamp: Stamp
    reference: str
    share: float
    rows: tuple[Row, ...]
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True)
class NeighboursReport:
    """The agreements whose period holds the day, in order of id: none on a day outside all periods (R20)."""

    as_of: dt.date
    rows: tuple[Row, ...]
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True)
class NextReport:
    """The agreement to come with the numbers that were tried (R21), and the titles of the years it is reckoned from;
    `found` is None where there is no year to go by, and `why` says so.
    """

    agreed: Agreement
    found: plan.Plan | None
    years: tuple[Words, ...]
    why: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Compared:
    """An agreement on a day beside its other years and its neighbours: what a meeting keeps."""

    stamp: Stamp
    years: YearsReport
    neighbours: NeighboursReport


@dataclass(frozen=True)
class CompareReport(Compared):
    """All that the page shows of an agreement on a day."""

    next: NextReport


def answer(board: Board, agreement: str, as_of: dt.date, *, by: Person, **numbers: str) -> CompareReport:
    """The whole page; `numbers` are tried in the agreement to come. Raises `NotAllowed` for who signs for no party."""
    found = years(board, agreement, as_of, by=by)
    tried = next_year(board, agreement, as_of, by=by, numbers=numbers)
    return CompareReport(found.stamp, found, neighbours(board, agreement, as_of, by=by), tried)


def years(board: Board, agreement: str, as_of: dt.date, *, by: Person) -> YearsReport:
    """The years of the agreement's series, or it alone where it is in none. Raises as `answer`."""
    return _years(board, board.view(agreement, as_of, by=by))


def neighbours(board: Board, agreement: str, as_of: dt.date, *, by: Person) -> NeighboursReport:
    """The neighbours on the day. Raises as `answer`."""
    return _neighbours(board, board.view(agreement, as_of, by=by))


def for_parties(board: Board, view: View) -> Compared | None:
    """What papers tell all parties of the view's agreement: of its series what the asking person may see, of every
    other agreement what others may; None where nothing is known to lay beside it.
    """
    try:
        if len(agreements.load_all(board.settings.agreements)) == 1:
            return None
        own = frozenset(one.id for one in _series(board, view.agreement) if view.person.may(Role.PARTNER, one.id))
        told = replace(view, person=Person(view.person.name, Role.PARTNER, own))
        found = Compared(view.stamp, _years(board, told), _neighbours(board, told))
    except Correctable:  # files of agreements that can't be compared: `check` and the page say why
        return None
    has_years = sum(row.at is not None for row in found.years.rows) > 1
    has_near = any(row.at and row.agreed.id != view.agreement.id for row in found.neighbours.rows)
    if not has_near:
        found = replace(found, neighbours=replace(found.neighbours, rows=()))
    return found if has_years or has_near else None


def next_year(
    board: Board, agreement: str, as_of: dt.date, *, by: Person, numbers: Mapping[str, str] | None = None
) -> NextReport:
    """The agreement to come, by the years that the reader signs for; a number of what it has neither target nor fee for
    is left out. Raises as `answer`.
    """
    view = board.view(agreement, as_of, by=by)
    name = view.agreement.series or agreement
    own = [one for one in _series(board, view.agreement) if by.may(Role.PARTNER, one.id)]
    usual = plan.coming(name, own, as_of, {})
    known = {target.id for target in usual.targets} | {fee.id for fee in usual.fees}
    tried = {figure: int(count) for figure, count in (numbers or {}).items() if figure in known}
    agreed = plan.coming(name, own, as_of, tried)
    titles = {one.id: one.title for one in own}
    try:
        found = plan.plan(view.store, view.stamp.snapshot, name, own, as_of, next_=agreed)
    except Correctable as fault:
        return NextReport(agreed, None, (), fault.messages)
    return NextReport(agreed, found, tuple(titles[year.agreement] for year in found.years))


def _years(board: Board, view: View) -> YearsReport:
    listed = _series(board, view.agreement)
    own = [one for one in listed if view.person.may(Role.PARTNER, one.id)]
    name = view.agreement.series or view.agreement.id
    found = compare.years(view.store, view.stamp.snapshot, name, own, view.as_of)
    rows = {
        one.id: Row(_named(one), year.at, year.whole, year.unlike) for one, year in zip(own, found.years, strict=True)
    }
    return small_cells.hide(YearsReport(view.stamp, found.reference, found.share, *_with_others(view, listed, rows)))


def _neighbours(board: Board, view: View) -> NeighboursReport:
    as_of = view.as_of
    known = agreements.load_all(board.settings.agreements).values()
    near = sorted((one for one in known if one.first_date <= as_of <= one.last_date), key=lambda one: one.id)
    own = [one for one in near if view.person.may(Role.PARTNER, one.id)]
    found = compare.neighbours(view.store, view.stamp.snapshot, own, as_of).neighbours if own else ()
    at = {one.agreement: one.at for one in found}
    rows = {one.id: Row(_named(one), at.get(one.id)) for one in own}
    return small_cells.hide(NeighboursReport(as_of, *_with_others(view, near, rows)))


def _named(one: Agreement) -> Named:
    return Named(one.id, one.title, one.municipality.code, one.first_date)


def _series(board: Board, agreed: Agreement) -> tuple[Agreement, ...]:
    if agreed.series is None:
        return (agreed,)
    return series.years(agreements.load_all(board.settings.agreements).values(), agreed.series)


def _with_others(view: View, listed: Collection[Agreement], own: Mapping[str, Row]) -> tuple[tuple[Row, ...], Marks]:
    """A row for each agreement in their order, the reader's own and the others, and what of these is to be hidden."""
    rows: list[Row] = []
    tables: list[Table] = []
    for place, one in enumerate(listed):
        row, meeting = (own[one.id], None) if one.id in own else _as_released(view, one)
        rows.append(row)
        if meeting and row.at:
            tables += _tables(("rows", place, "at"), row.at, view, meeting)
    return tuple(rows), small_cells.marks(tables)


def _as_released(view: View, one: Agreement) -> tuple[Row, Meeting | None]:
    """The agreement as its latest meeting that was released by the day shows it, or its name alone."""
    names = released_names(view.ledger)
    heads = [head for head in all_heads(view.ledger, one.id) if head.name in names and head.as_of <= view.as_of]
    row = Row(_named(one), None, is_own=False)
    if not heads:
        return row, None
    meeting = find(view.ledger, heads[-1].name)
    with figures.asking(view.store, meeting.agreement, meeting.as_of) as question:
        covered = is_covered(question, meeting.agreement, meeting.as_of)
    counts = {line["id"]: line["actual"] for line in meeting.figures["targets"]}
    at = assembled(counts, meeting.figures, meeting.agreement, meeting.as_of, is_covered=bool(covered))
    return replace(row, at=at, meeting=meeting.name), meeting


# What of another municipality's row could point at few (R18) ---------------------------------------------------------


def _tables(at: Path, reading: Reading, view: View, meeting: Meeting) -> Iterator[Table]:
    """The cells of a row, each with all that tells it: counts, where the programmes add up, shares and amounts."""
    counts = {line.id: CountCell(line.actual, _told_by(at, place)) for place, line in enumerate(reading.targets)}
    sums = (Sum(tuple(f"{one}.{segment}" for one in PROGRAMMES), f"programme.total.{segment}") for segment in SEGMENTS)
    yield Table(counts, tuple(one for one in sums if counts.keys() >= set(one.cells)))
    voices = reading.satisfaction
    told = ("satisfied", "answered", "share", "low", "high", "met", "response_rate", "limits", "chance")
    yield _alone(ShareCell(voices.satisfied, voices.answered, tuple((*at, "satisfaction", name) for name in told)))
    held = {"fees": _fee_holders(view, meeting), "jobs": _job_holders(view, meeting, reading.jobs.net)}
    for part, names, counted in (
        ("fees", ("amount", "share"), ("count", "pending")),
        ("jobs", ("created", "lost", "net", "share"), ("measured", "not_measured")),
    ):
        yield _alone(AmountCell(held[part], tuple((*at, part, name) for name in names)))
        for name in counted:
            yield _alone(CountCell(getattr(getattr(reading, part), name), ((*at, part, name),)))
    for place, one in enumerate(reading.deadlines):
        where = (*at, "deadlines", place)
        kept = tuple((*where, name) for name in ("kept", "missed", "share"))
        yield _alone(ShareCell(one.kept, one.kept + one.missed, kept))
        yield _alone(CountCell(one.pending, ((*where, "pending"),)))


def _alone(cell: small_cells.Cell) -> Table:
    return Table({"": cell})


def _told_by(at: Path, place: int) -> tuple[Path, ...]:
    names = ("actual", "share", "share_of_expected", "status", "chance", "change")
    return tuple((*at, "targets", place, name) for name in names)


def _fee_holders(view: View, meeting: Meeting) -> dict[str, Decimal]:
    """What each client holds of the fees; a line whose client was erased stands for itself."""
    about = {(one.fee, one.number): one.client_id for one in view.ledger.meetings.fee_line_ids(meeting.name)}
    held: dict[str, Decimal] = defaultdict(Decimal)
    for line in meeting.fee_lines:
        held[about.get((line.fee, line.number)) or f"{line.fee} {line.number}"] += line.amount_dkk
    return held


def _job_holders(view: View, meeting: Meeting, net: Decimal) -> dict[str, Decimal]:
    """What each company holds of the jobs. A meeting keeps no companies, so they are read anew; where they come to
    something else than it shows they say nothing of it, and it counts as one company's.
    """
    held: dict[str, Decimal] = defaultdict(Decimal)
    with figures.asking(view.store, meeting.agreement, meeting.as_of) as question:
        for row in question.rows("job_company"):
            held[row["cvr"]] += row["change"] or Decimal(0)
    is_known = abs(sum(held.values(), Decimal(0)) - net) <= NEAREST_CENT
    return held if is_known else {"": Decimal(1)}
