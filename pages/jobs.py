"""How far is it to the goal in jobs, and for how many companies is it known (R9, §7)?"""

from data_pipeline.views import jobs as job_findings
from ui import ask, definitions, frame, heading, html, job_course, job_rows, takeaway
from ui.words import _

frame.inside()
report = ask.jobs()
source = _("Source: employment figures by CVR number")
heading.page(_("Jobs"), _("How far is it to the goal?"), job_findings.title(report), report.stamp, source)
with html.box("jobs"), html.columns(780, 276) as column:
    with column():
        job_rows.rows(report)
    with column():
        job_rows.definition(report)
job_course.section(report)
takeaway.offer("jobs", definitions.of(job_rows.shown_figures(report)))
