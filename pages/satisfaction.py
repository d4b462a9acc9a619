"""Are more than the agreed share satisfied (R8, §7)?"""

from data_pipeline.reports import SatisfactionReport
from data_pipeline.views import levels, satisfaction
from ui import answers, ask, chart, definitions, heading, headlines, html, messages, share, slices, table, takeaway
from ui.words import _, chosen, plain

report: SatisfactionReport = ask.report("satisfaction")
question = plain(satisfaction.question(report))
heading.page(_("Satisfaction"), question, satisfaction.title(report), report.stamp, _("Source: the shared CRM"))
slices.beside("satisfaction")
if report.is_empty:
    messages.nothing(_("Nobody has been asked in the period"), _("Choose a later date at the foot of the menu"))
headlines.show(satisfaction.headlines(report))
headlines.facts(satisfaction.facts(report))
chart.section(satisfaction.course(report))
if report.whole.answered:
    with html.box("satisfaction_levels"), html.columns(1, 1) as column:
        with column():
            answers.section(levels.spreads(report))
        with column():
            share.section(levels.shares(report))
table.folded(satisfaction.tables(report, chosen()))
html.aside(satisfaction.population(report))
takeaway.offer("satisfaction", definitions.of(satisfaction.figures(report)))
