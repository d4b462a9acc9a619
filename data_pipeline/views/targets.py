"""The sentences above and beside the figures: which words a report earns, as pure functions of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import DEFAULT_LANGUAGE, N_, Message, message, number, rounded
from data_pipeline.reports import (
    Deadline,
    Fee,
    Jobs,
    OverviewReport,
    Satisfaction,
    Series,
    Target,
    TargetsReport,
)
from data_pipeline.views import terms
from data_pipeline.views.table import Column, Kind, Table, Translator

ATTENTION_LIMIT = 5  # what a glance can hold (look: "Kræver opmærksomhed")
BEHIND_LIMIT = 2

_COUNT_WORDS = (
    N_("none"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
)

# Measures as a sentence names them, in the definite form ("Otte af 14 mål er bagud, C-forløbene mest").
MEASURE_NAMES = {
    "guided.local": N_("local guidance"),
    "guided.specialised": N_("specialised guidance"),
    "guided.total": N_("guidance in all"),
    "guided.focused": N_("the focused initiatives"),
    "programme.A": N_("the A programmes"),
    "programme.B": N_("the B programmes"),
    "programme.C": N_("the C programmes"),
    "programme.total": N_("the growth programmes"),
}
# The rows a total of B1 adds up.
_ROWS = {
    "guided.total": ("guided.local", "guided.specialised"),
    "programme.total": ("programme.A", "programme.B", "programme.C"),
}
# Programmes are counted, not parties: they are for somebody.
_WHOSE = {
    "guided": {
        "entrepreneur": N_("{actual} of {target} entrepreneurs"),
        "company": N_("{actual} of {target} companies"),
    },
    "programme": {
        "entrepreneur": N_("{actual} of {target} for entrepreneurs"),
        "company": N_("{actual} of {target} for companies"),
    },
}
SEGMENT_NAMES = {"entrepreneur": N_("the entrepreneurs"), "company": N_("the companies")}


@dataclass(frozen=True)
class Attention:
    """One thing that needs attention: a shape, what it is, what follows, and the page that explains it."""

    shape: str  # "behind", "missed" or "pending"
    headline: Message
    explanation: Message
    page: str


def counted(count: int) -> Message | int:
    """`count` as a word up to ten, as a number above."""
    return message(_COUNT_WORDS[count]) if 0 <= count < len(_COUNT_WORDS) else count


def expected_today(target: Target) -> int:
    """Expected by as-of as a whole number, as it is shown."""
    return int(rounded(target.expected, 0))


def overview(report: OverviewReport) -> Message:
    """The title of Overblik: the two headline targets against today, or all of B1's without them."""
    headlines = [one for one in (report.entrepreneurs, report.companies) if one is not None]
    if not any(one.target for one in headlines):
        return targets(report.targets)
    if all(one.status == "none" for one in headlines):
        return message("The agreement's period has not begun")
    if len(headlines) == 1:
        return _sentence(headlines[0])
    one, other = headlines
    if one.status == other.status:
        return _both(one, other)
    # Good news first, the gap last.
    first, second = (other, one) if one.is_short else (one, other)
    return message("{first}, {second}", first=_sentence(first), second=_sentence(second))


def _both(one: Target, other: Target) -> Message:
    if one.status == "behind":
        return message(
            "Entrepreneurs are {one} behind, companies {other}", one=counted(_gap(one)), other=counted(_gap(other))
        )
    if one.status == "missed":
        return message(
            "Entrepreneurs are {one} short of the target, companies {other}",
            one=counted(one.missing),
            other=counted(other.missing),
        )
    if one.status == "met":
        return message("Entrepreneurs and companies have both reached the target")
    return message("Entrepreneurs and companies both follow the plan")


def _sentence(target: Target) -> Message:
    who = message(SEGMENT_NAMES[target.segment])
    if target.status == "behind":
        return message("{who} are {count} behind", who=who, count=counted(_gap(target)))
    if target.status == "missed":
        return message("{who} are {count} short of the target", who=who, count=counted(target.missing))
    if target.status == "met":
        return message("{who} have reached the target", who=who)
    if target.status == "on_track":
        return message("{who} follow the plan", who=who)
    return message("{who} have no target", who=who)


def _gap(target: Target) -> int:
    """How many under expected, at least one when behind (95.6 of 96.2 is behind, though both are written 96)."""
    return max(expected_today(target) - target.actual, 1)


def targets(asked: Sequence[Target]) -> Message:
    """The title of Aktivitetsmål: how many of B1's targets are behind (or missed), and which most."""
    agreed = counted_targets(asked)
    short = [one for one in agreed if one.is_short]
    if not agreed:
        return message("No targets are agreed")
    if all(one.status == "none" for one in agreed):
        return message("The agreement's period has not begun")
    if not short:
        met = sum(one.status == "met" for one in agreed)
        if met == len(agreed):
            return message("The target is reached", "All {count} targets are reached", count=len(agreed))
        if len(agreed) == 1:
            return message("The only target follows the plan")
        return message(
            "None of {all} targets is behind, one is reached",
            "None of {all} targets is behind, {met} are reached",
            count=met,
            met=counted(met),
            all=len(agreed),
        )
    worst = max(short, key=_shortfall)
    finding = _shortage(worst, len(short), len(agreed))
    if any(one.measure == worst.measure and one.segment != worst.segment for one in short):
        return finding
    whose = message(_WHOSE[worst.id.split(".")[0]][worst.segment], actual=worst.actual, target=worst.target)
    if len(short) == 1:
        return message("{finding}, {whose}", finding=finding, whose=whose)
    return message("{finding}: {whose}", finding=finding, whose=whose)


def _shortage(worst: Target, short: int, agreed: int) -> Message:
    """How many of the agreed targets are short, and which most."""
    values = {"count": short, "short": counted(short), "all": agreed, "measure": message(MEASURE_NAMES[worst.measure])}
    if worst.status == "missed":
        if agreed == 1:
            return message("The only target is not reached: {measure}", **values)
        return message(
            "One of {all} targets is not reached: {measure}",
            "{short} of {all} targets are not reached, {measure} most",
            **values,
        )
    if agreed == 1:
        return message("The only target is behind: {measure}", **values)
    return message(
        "One of {all} targets is behind: {measure}",
        "{short} of {all} targets are behind, {measure} most",
        **values,
    )


def counted_targets(asked: Sequence[Target]) -> list[Target]:
    """The targets that a sentence counts: a total is none beside the rows it adds up, or the same miss counts twice.

    It counts where its rows have no targets, and where it is short although none of them is.
    """
    agreed = [one for one in asked if one.target]
    found = []
    for one in agreed:
        rows = [row for row in agreed if row.segment == one.segment and row.measure in _ROWS.get(one.measure, ())]
        if not rows or (one.is_short and not any(row.is_short for row in rows)):
            found.append(one)
    return found


def _shortfall(target: Target) -> float:
    """How much of what was expected is missing, 0–1."""
    return 1 - target.actual / target.expected if target.expected else 0.0


def against_expected(target: Target) -> Message:
    """The sentence beside a headline bullet: how far from today's expectation."""
    if target.status == "none":
        return message("no target agreed") if not target.target else message("the period has not begun")
    expected = expected_today(target)
    gap = target.actual - expected
    if target.status == "missed":
        return message("{count} short of the target", count=target.missing)
    if target.status == "behind":
        return message("{count} below expected {expected}", count=_gap(target), expected=expected)
    if gap <= 0:
        return message("as expected, {expected}", expected=expected)
    return message("{count} above expected {expected}", count=gap, expected=expected)


def still_possible(target: Target) -> Message | None:
    """What still reaches the target: counts a month, or how many more this year; None when it is reached or 0."""
    if not target.missing:
        return None
    if target.needed_per_month is None:
        return message("the period is over")
    if _is_few(target):
        return message("{count} more this year", count=target.missing)
    return message("{rate} a month", rate=_rate(target.needed_per_month))


def _is_few(target: Target) -> bool:
    """Whether a count says more than a rate: less than one a month, or less than a month left."""
    rate = target.needed_per_month
    return rate is not None and (rate < 1 or rate > target.missing)


class _Rate(Message):
    """A number with one decimal, written when the language is known."""

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        return number(self.values["value"], language, 1)


def _rate(value: Decimal) -> Message:
    return _Rate("", {"value": value})


def attention(report: OverviewReport) -> list[Attention]:
    """What needs attention, the most urgent first, at most five."""
    found = [_target_attention(one) for one in _most_behind(report.targets)]
    found += _satisfaction_attention(report.satisfaction)
    found += [line for one in report.deadlines for line in _deadline_attention(one)]
    found += _fee_attention(report.fees)
    found += _jobs_attention(report.jobs)
    return found[:ATTENTION_LIMIT]


def _most_behind(asked: Sequence[Target]) -> list[Target]:
    """The target that is most behind, then the guided parties if they are, then others; one of each measure."""
    short = sorted((one for one in counted_targets(asked) if one.is_short), key=_shortfall, reverse=True)
    guided = [one for one in short if one.measure in _LARGE]
    chosen: dict[str, Target] = {}
    for one in [*short[:1], *guided, *short]:
        chosen.setdefault(one.measure, one)
    return list(chosen.values())[:BEHIND_LIMIT]


def _target_attention(target: Target) -> Attention:
    label = message(ATTENTION_LABELS[target.measure][target.segment])
    if target.measure in _LARGE and target.status == "behind":
        headline = message("{label}: {count} below expected", label=label, count=_gap(target))
    else:
        headline = message("{label}: {actual} of {target}", label=label, actual=target.actual, target=target.target)
    return Attention(target.status, headline, _reached_with(target), "targets")


def _reached_with(target: Target) -> Message:
    if target.needed_per_month is None:
        return message("The period is over")
    if _is_few(target):
        return message(
            "Reached with one more this year",
            "Reached with {number} more this year",
            count=target.missing,
            number=counted(target.missing),
        )
    return message("{rate} a month for the rest of the year reaches the target", rate=_rate(target.needed_per_month))


# Measures of so many that what is missing from the pace says more than the whole.
_LARGE = ("guided.total", "guided.local")

ATTENTION_LABELS = {
    "guided.total": {"entrepreneur": N_("Entrepreneurs"), "company": N_("Companies")},
    "guided.local": {
        "entrepreneur": N_("Local guidance, entrepreneurs"),
        "company": N_("Local guidance, companies"),
    },
    "guided.specialised": {
        "entrepreneur": N_("Specialised guidance, entrepreneurs"),
        "company": N_("Specialised guidance, companies"),
    },
    "guided.focused": {
        "entrepreneur": N_("Focused initiatives, entrepreneurs"),
        "company": N_("Focused initiatives, companies"),
    },
    "programme.A": {"entrepreneur": N_("A programmes, entrepreneurs"), "company": N_("A programmes, companies")},
    "programme.B": {"entrepreneur": N_("B programmes, entrepreneurs"), "company": N_("B programmes, companies")},
    "programme.C": {"entrepreneur": N_("C programmes, entrepreneurs"), "company": N_("C programmes, companies")},
    "programme.total": {
        "entrepreneur": N_("Growth programmes, entrepreneurs"),
        "company": N_("Growth programmes, companies"),
    },
}


def _satisfaction_attention(asked: Satisfaction) -> list[Attention]:
    if asked.met is not False:
        return []
    headline = message("{satisfied} of {answered} are satisfied", satisfied=asked.satisfied, answered=asked.answered)
    return [Attention("behind", headline, message("The agreement asks for more"), "satisfaction")]


def _deadline_attention(asked: Deadline) -> list[Attention]:
    if not asked.missed:
        return []
    decided = asked.kept + asked.missed
    if asked.id == "first_contact":
        headline = message("First contact: {kept} of {decided} on time", kept=asked.kept, decided=decided)
        late = message("{count} came after two working days", "{count} came after two working days", count=asked.missed)
    else:
        headline = message("Registration: {kept} of {decided} on time", kept=asked.kept, decided=decided)
        late = message("{count} was late", "{count} were late", count=asked.missed)
    return [Attention("pending", headline, late, "deadlines")]


def _fee_attention(asked: Fee) -> list[Attention]:
    if not asked.pending:
        return []
    headline = message("{count} fee awaits a timesheet", "{count} fees await a timesheet", count=asked.pending)
    return [Attention("pending", headline, message("Counted, but with no amount until then"), "fees")]


def _jobs_attention(asked: Jobs) -> list[Attention]:
    if not asked.not_measured:
        return []
    headline = message(
        "{count} company without job figures", "{count} companies without job figures", count=asked.not_measured
    )
    return [Attention("pending", headline, message("Counts neither as created nor as lost"), "jobs")]


def courses_title(courses: Sequence[Series]) -> Message:
    """What the courses are of: the totals, or locally guided parties where B1 has no total."""
    if all(one.target.measure == "guided.total" for one in courses):
        return message("Guided in all, over the year against pace")
    return message("Guided over the year against pace")


def tables(report: TargetsReport, said: str) -> list[Table]:
    """B1 line by line, and the course of each segment's headline target."""
    _ = Translator(said)
    days = [point.day for point in report.courses[0].points] if report.courses else []
    course = Table(
        courses_title(report.courses).say(said),
        (
            Column(_("By the end of"), Kind.DATE),
            *(Column(_(terms.SEGMENTS[one.target.segment]), Kind.COUNT) for one in report.courses),
        ),
        tuple((day, *(one.points[place].actual for one in report.courses)) for place, day in enumerate(days)),
    )
    return [_table(report.targets, said), course]


def _table(listed: Sequence[Target], said: str) -> Table:
    _ = Translator(said)
    return Table(
        _("The targets of B1 in numbers"),
        (
            Column(_("Target")),
            Column(_("Clause")),
            Column(_("Reached"), Kind.COUNT),
            Column(_("Agreed"), Kind.COUNT),
            Column(_("Expected"), Kind.NUMBER),
            Column(_("Status")),
            Column(_("Forecast"), Kind.COUNT),
            Column(_("Lowest"), Kind.COUNT),
            Column(_("Highest"), Kind.COUNT),
            Column(_("Needed a month"), Kind.NUMBER),
        ),
        tuple(
            (
                _(CATALOGUE[one.id].label),
                one.clause,
                one.actual,
                one.target,
                one.expected if one.target else None,
                _(terms.STATUS[one.status]) if one.status in terms.STATUS else None,
                *((one.forecast.median, one.forecast.low, one.forecast.high) if one.forecast else (None, None, None)),
                one.needed_per_month,
            )
            for one in listed
        ),
        (_("An agreed number of 0 is no target. Lowest and highest: the ends of the forecast's 80% interval."),),
    )
