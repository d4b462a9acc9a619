"""Jobs against the goal, created and lost around one zero, and for how many companies it is known."""

from __future__ import annotations

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, message
from data_pipeline.reports import Jobs, JobsReport
from data_pipeline.views import amounts
from data_pipeline.views import jobs as job_findings
from ui import bullets, headlines, html, legend, words
from ui.headlines import Row
from ui.marks import HEADLINE, Bullet
from ui.theme import tokens
from ui.words import _, safe, say

RULES = (
    N_("Baseline: the latest figure on or before the first guidance in the period; a company that started in it: 0."),
    N_("Latest: the newest figure after the baseline, up to the date of the status."),
    N_("Without both a company is not measured: it counts neither as created nor as lost, and not as 0."),
)
HELD = {"net": N_("The goal is held against net."), "created": N_("The goal is held against created.")}


def rows(report: JobsReport) -> None:
    """The headline rows with their legend."""
    headlines.table(_("Full-time equivalents"), _("goal"), [_goal(report), _other(report), _measured(report.jobs)])
    marks = [("actual", _("Reached")), ("target", _("Goal")), ("mid", _("Created")), ("cut", _("Lost"))]
    marks.append(("line", _("Month by month")))
    if report.net_low is not None:
        marks.append(("interval", _("Least and most with bands")))
    legend.row([*marks, ("unknown", _("Not measured"))])


def definition(report: JobsReport) -> None:
    """What counts as a job: the agreement's own words first, then the rule; always on screen (R9)."""
    rules = "".join(f"<p>{safe(_(rule))}</p>" for rule in (*RULES, HELD[report.jobs.measure]))
    html.append(
        f'<section class="aside"><h2>{safe(_("What counts as a job"))}</h2>'
        f"<p>{safe(report.definition.say(words.chosen()).strip())}</p>{rules}</section>"
    )


def shown_figures(report: JobsReport) -> list[tuple[str, str]]:
    """The figures of the page with their clause, for the definitions."""
    names = ("created", "lost", "net", "measured", "not_measured")
    return [(f"jobs.{name}", report.jobs.clause) for name in names]


def _goal(report: JobsReport) -> Row:
    jobs = report.jobs
    figure = CATALOGUE[f"jobs.{jobs.measure}"]
    label = _(figure.label)
    said = job_findings.bands(report)
    sentence = say(job_findings.against_goal(report)) if jobs.goal else ""
    if said:
        sentence = f"{sentence} · {say(said)}" if sentence else say(said)
    of = say(message("of {count}", count=jobs.goal)) if jobs.goal else ""
    if not jobs.measured:
        verdict = f"<strong>{safe(_('Not measured'))}</strong>"
        return Row(figure.id, jobs.clause, "–", "", of, _bullet(report, label), verdict, sentence)
    share = ""
    if jobs.goal:
        text = _("{share} of the goal").format(share=words.spoken(language.share, report.value / jobs.goal))
        share = f"<strong>{safe(text)}</strong>"
    number = say(amounts.number(report.value, job_findings.decimals(report.value, jobs.goal)))
    return Row(figure.id, jobs.clause, number, "", of, _bullet(report, label), share, sentence)


def _bullet(report: JobsReport, label: str) -> str:
    """The bar of what is held against the goal: no pace is agreed, so none is drawn; bands as an interval."""
    jobs, goal = report.jobs, report.jobs.goal
    if not goal:
        return ""
    drawing = Bullet(tokens(), HEADLINE)

    def at(value: float) -> float:
        return min(max(value / goal / bullets.HEADLINE_END, 0), 1)

    value = float(report.value)
    if jobs.measured:
        drawing.track(at(goal))
        drawing.actual(at(value), beyond=value / goal > bullets.HEADLINE_END)
        told = message(
            "{label}: {actual} of {target}",
            label=label,
            actual=amounts.number(report.value, job_findings.EXACT),
            target=goal,
        )
    else:
        drawing.unknown(at(goal))
        told = message("{label}: not measured", label=label)
    said = job_findings.bands(report)
    if said and report.net_low is not None and report.net_high is not None:
        high = float(report.net_high)
        drawing.interval(at(float(report.net_low)), at(high), beyond=high / goal > bullets.HEADLINE_END)
    drawing.target(at(goal))
    return drawing.picture(", ".join(say(one) for one in (told, said) if one))


def _other(report: JobsReport) -> Row:
    """The measure the goal is not held against, with what is lost: created right, lost left of one zero."""
    jobs = report.jobs
    figure = CATALOGUE["jobs.created" if jobs.measure == "net" else "jobs.net"]
    lost = say(message("{count} lost", count=amounts.number(jobs.lost, job_findings.EXACT)))
    if not jobs.measured:
        drawing = Bullet(tokens(), HEADLINE)
        drawing.unknown(1 / bullets.HEADLINE_END)
        unknown = say(message("{label}: not measured", label=_(figure.label)))
        verdict = f"<strong>{safe(_('Not measured'))}</strong>"
        return Row(figure.id, jobs.clause, "–", "", "", drawing.picture(unknown), verdict, "")
    net = amounts.number(jobs.net, job_findings.EXACT)
    created = amounts.number(jobs.created, job_findings.EXACT)
    number, beside = created, message("net {count}", count=net)
    if figure.id == "jobs.net":
        number, beside = net, message("{count} created", count=created)
    # As long as the same number is in the row above, and shorter only where that would not fit.
    scale = max(jobs.goal * bullets.HEADLINE_END, float(jobs.created + jobs.lost), 1)
    drawing = Bullet(tokens(), HEADLINE)
    drawing.around_zero(float(jobs.lost) / scale, float(jobs.created) / scale)
    alt = message(
        "{created} created, {lost} lost, {net} net, in full-time equivalents",
        created=created,
        lost=amounts.number(jobs.lost, job_findings.EXACT),
        net=net,
    )
    verdict = f"<strong>{safe(beside)}</strong>"
    picture = drawing.picture(say(alt))
    return Row(figure.id, jobs.clause, say(number), "", lost, picture, verdict, _("net is created minus lost"))


def _measured(jobs: Jobs) -> Row:
    guided = jobs.measured + jobs.not_measured
    drawing = Bullet(tokens(), HEADLINE)
    drawing.known_part(jobs.measured / guided if guided else 0)
    left = message("{count} not measured", count=jobs.not_measured)
    label = _(CATALOGUE["jobs.measured"].label)
    told = message("{label}: {actual} of {target}", label=label, actual=jobs.measured, target=guided)
    return Row(
        figure="jobs.measured",
        clause=jobs.clause,
        number=words.spoken(language.number, jobs.measured),
        unit="",
        of=say(message("of {count}", count=guided)),
        bullet=drawing.picture(f"{say(told)}, {say(left)}") if guided else "",
        verdict=f"<strong>{safe(left)}</strong>" if jobs.not_measured else "",
        sentence=_("count neither as created nor as lost") if jobs.not_measured else "",
    )
