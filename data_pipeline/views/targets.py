"""The sentences above and beside the figures: which words a report earns, as pure functions of reports."""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message, rounded
from data_pipeline.reports import OverviewReport, Target
from data_pipeline.views import amounts, terms
from data_pipeline.views.chart import Bullet, Bullets

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
NAMES = {
    "guided.local": terms.SCOPES["local"],
    "guided.specialised": terms.SCOPES["specialised"],
    "guided.total": terms.SCOPES["all"],
    "guided.focused": N_("Focused initiatives"),
    "programme.A": N_("A programmes"),
    "programme.B": N_("B programmes"),
    "programme.C": N_("C programmes"),
    "programme.total": terms.SCOPES["all"],
}
_ROW = {
    "entrepreneur": N_("{what}, entrepreneurs"),
    "company": N_("{what}, companies"),
}


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
            "Entrepreneurs are {one} behind, companies {other}",
            one=counted(below_expected(one)),
            other=counted(below_expected(other)),
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
        return message("{who} are {count} behind", who=who, count=counted(below_expected(target)))
    if target.status == "missed":
        return message("{who} are {count} short of the target", who=who, count=counted(target.missing))
    if target.status == "met":
        return message("{who} have reached the target", who=who)
    if target.status == "on_track":
        return message("{who} follow the plan", who=who)
    return message("{who} have no target", who=who)


def below_expected(target: Target) -> int:
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
    worst = max(short, key=shortfall)
    if any(one.measure == worst.measure and one.segment != worst.segment for one in short):
        return _shortage(worst, len(short), len(agreed))
    whose = message(_WHOSE[worst.id.split(".")[0]][worst.segment], actual=worst.actual, target=worst.target)
    if len(short) > 1:  # a title has no room for measure and numbers
        return _several(worst, len(short), len(agreed), whose)
    return message("{finding}, {whose}", finding=_shortage(worst, len(short), len(agreed)), whose=whose)


def _several(worst: Target, short: int, agreed: int, whose: Message) -> Message:
    """How many are short, and by its numbers the one that is most: it is one segment's, so its measure is not named."""
    if worst.measure.startswith("programme"):
        whose = message(CATALOGUE[worst.id].label)
    values = {"short": counted(short), "all": agreed, "whose": whose}
    if worst.status == "missed":
        return message("{short} of {all} targets not reached, most {whose}", **values)
    return message("{short} of {all} targets behind, most {whose}", **values)


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


def shortfall(target: Target) -> float:
    """How much of what was expected is missing, 0–1."""
    return 1 - target.actual / target.expected if target.expected else 0.0


def against_expected(target: Target) -> Message:
    """The sentence beside a headline bullet: how far from today's expectation."""
    if target.status == "none":
        return message("no target agreed") if not target.target else message("the period has not begun")
    expected = expected_today(target)
    surplus = target.actual - expected
    if target.status == "missed":
        return message("{count} short of the target", count=target.missing)
    if target.status == "behind":
        return message("{count} below expected {expected}", count=below_expected(target), expected=expected)
    if surplus <= 0:
        return message("as expected, {expected}", expected=expected)
    return message("{count} above expected {expected}", count=surplus, expected=expected)


def still_possible(target: Target) -> Message | None:
    """What still reaches the target: counts a month, or how many more this year; None when it is reached or 0."""
    if not target.missing:
        return None
    if target.needed_per_month is None:
        return message("the period is over")
    if is_few(target):
        return message("{count} more this year", count=target.missing)
    return message("{rate} a month", rate=amounts.number(target.needed_per_month, 1))


def is_few(target: Target) -> bool:
    """Whether a count says more than a rate: less than one a month, or less than a month left."""
    needed = target.needed_per_month
    return needed is not None and (needed < 1 or needed > target.missing)


def bullets(listed: Sequence[Target]) -> Bullets:
    """The targets under each other, each with pace and forecast where it has them."""
    return Bullets(tuple(map(_bullet, listed)))


def _bullet(target: Target) -> Bullet:
    foreseen = target.forecast
    return Bullet(
        label=message(_ROW[target.segment], what=message(NAMES[target.measure])),
        value=message("{actual} of {target}", actual=target.actual, target=target.target),
        actual=target.actual,
        target=target.target,
        expected=None if target.status == "none" else target.expected,
        low=foreseen.low if foreseen else None,
        median=foreseen.median if foreseen else None,
        high=foreseen.high if foreseen else None,
        status=target.status,
        verdict=message(terms.STATUS[target.status]) if target.status in terms.STATUS else "",
    )
