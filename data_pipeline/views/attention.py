"""What needs attention, as the overview lists it: which target, deadline, fee or measurement, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_pipeline.language import N_, Message, message
from data_pipeline.reports import Deadline, Fee, Jobs, OverviewReport, Satisfaction, Target
from data_pipeline.views import amounts, targets

ATTENTION_LIMIT = 5  # what a glance can hold (look: "Kræver opmærksomhed")
BEHIND_LIMIT = 2

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


@dataclass(frozen=True)
class Attention:
    """One thing that needs attention: a shape, what it is, what follows, and the page that explains it."""

    shape: str  # "behind", "missed" or "pending"
    headline: Message
    explanation: Message
    page: str


def attention(report: OverviewReport) -> list[Attention]:
    """What needs attention, the most urgent first, at most five."""
    found = [_target_attention(one) for one in _most_behind(report.targets)]
    found += satisfaction(report.satisfaction)
    found += [line for one in report.deadlines for line in _deadline_attention(one)]
    found += _fee_attention(report.fees)
    found += _jobs_attention(report.jobs)
    return found[:ATTENTION_LIMIT]


def _most_behind(asked: Sequence[Target]) -> list[Target]:
    """The target that is most behind, then the guided parties if they are, then others; one of each measure."""
    short = sorted((one for one in targets.counted_targets(asked) if one.is_short), key=targets.shortfall, reverse=True)
    guided = [one for one in short if one.measure in _LARGE]
    chosen: dict[str, Target] = {}
    for one in [*short[:1], *guided, *short]:
        chosen.setdefault(one.measure, one)
    return list(chosen.values())[:BEHIND_LIMIT]


def _target_attention(target: Target) -> Attention:
    named = label(target)
    if target.measure in _LARGE and target.status == "behind":
        headline = message("{label}: {count} below expected", label=named, count=targets.below_expected(target))
    else:
        headline = message("{label}: {actual} of {target}", label=named, actual=target.actual, target=target.target)
    return Attention(target.status, headline, reached_with(target), "targets")


def label(target: Target) -> Message:
    """What a target is called where only its segment stands beside it."""
    return message(ATTENTION_LABELS[target.measure][target.segment])


def reached_with(target: Target) -> Message:
    """What still reaches the target."""
    if target.needed_per_month is None:
        return message("The period is over")
    if targets.is_few(target):
        return message(
            "Reached with one more this year",
            "Reached with {number} more this year",
            count=target.missing,
            number=targets.counted(target.missing),
        )
    return message(
        "{rate} a month for the rest of the year reaches the target", rate=amounts.number(target.needed_per_month, 1)
    )


def satisfaction(asked: Satisfaction) -> list[Attention]:
    """That too few are satisfied, where they are."""
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
