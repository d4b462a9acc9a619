-- One row: how far the data of the agreement's municipality reach.
--
-- promises:
--   always newest_date >= oldest_date
--
-- columns:
--   oldest_date  day of the first event, null without events
--   newest_date  day of the last event, null without events

with event_days as (
    select
        fct_guidance.municipality_code,
        fct_guidance.guidance_date as event_date
    from fct_guidance
    union all
    select
        fct_screening.municipality_code,
        fct_screening.screening_date as event_date
    from fct_screening
    union all
    select
        fct_programme.municipality_code,
        fct_programme.start_date as event_date
    from fct_programme
    union all
    select
        fct_answer.municipality_code,
        coalesce(fct_answer.answered_date, fct_answer.sent_date) as event_date
    from fct_answer
    union all
    select
        fct_employment.municipality_code,
        fct_employment.measured_date as event_date
    from fct_employment
    where
        coalesce(fct_employment.full_time_low, fct_employment.revenue_dkk, fct_employment.export_dkk) is not null
)

select
    min(event_days.event_date) as oldest_date,
    max(event_days.event_date) as newest_date
from event_days
where event_days.municipality_code = $agreement.municipality_code and event_days.event_date <= $as_of
