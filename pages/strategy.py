"""Where do the strategy's milestones and the parties' obligations stand (R17, §6, B3, B4)?"""

from data_pipeline.views import strategy as strategy_findings
from ui import ask, definitions, frame, heading, html, messages, strategy_form, strategy_tables, takeaway
from ui.words import _

frame.inside()
report = ask.strategy()
question = _("Where do milestones and obligations stand?")
heading.page(_("Strategy"), question, strategy_findings.title(report), report.stamp)
if report.is_empty:
    messages.nothing(
        _("There is nothing to follow up here"), _("Milestones and obligations stand in the agreement file")
    )
    html.stop()
with html.box("strategy"):
    strategy_tables.milestones(report)
    strategy_tables.obligations(report)
    strategy_tables.objectives(report)
strategy_form.section(report)
takeaway.offer("strategy", definitions.entries(strategy_tables.meanings(report)))
