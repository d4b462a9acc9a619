"""Where do the strategy's milestones and the parties' obligations stand (R17, §6, B3, B4)?"""

from data_pipeline.reports import StrategyReport
from data_pipeline.views import strategy
from ui import ask, definitions, heading, html, messages, strategy_form, table, takeaway
from ui.words import _, chosen

report: StrategyReport = ask.report("strategy")
heading.page(_("Strategy"), _("Where do milestones and obligations stand?"), strategy.title(report), report.stamp)
if report.is_empty:
    messages.nothing(
        _("There is nothing to follow up here"), _("Milestones and obligations stand in the agreement file")
    )
    html.stop()
for found in strategy.tables(report, chosen()):
    table.show(found)
strategy_form.section(report)
takeaway.offer("strategy", definitions.entries(strategy.definitions(report)))
