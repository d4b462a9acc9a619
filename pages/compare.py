"""How does it go beside other years and neighbours (R20), and what is likely of the agreement to come (R21)?"""

from data_pipeline.views import compare, funnel
from ui import ask, chart, definitions, heading, html, multiples, next_year, table, takeaway
from ui.words import _, chosen, say

report = ask.compare()
here, question = report.stamp.agreement, _("How does it go beside other years and neighbours?")
heading.page(_("Region and years"), question, compare.title(report), report.stamp, say(compare.passed(report)))
with html.box("compare"):
    table.show(compare.years_table(report.years, here, chosen()))
    for whole in compare.whole_tables(report.years, here, chosen()):
        table.behind_title(whole)
    table.show(compare.neighbours_table(report, here, chosen()), sorts_on="compare")
    html.note(*compare.caption())
with html.chart_columns(2, 3) as column:
    with column():
        for plot in funnel.plots(report):
            chart.section(plot)
        html.note(*funnel.explained(funnel.shown(report)))
    with column():
        for beside in compare.multiples(report):
            multiples.show(beside)
next_year.show(report.next)
table.folded([funnel.table(report, chosen()), compare.every_headline(report, chosen())])
takeaway.offer("compare", definitions.of(compare.figures(report)), asked_with=ask.tried())
