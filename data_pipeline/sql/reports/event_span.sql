-- One row: from when to when in the window something happened to the municipality's clients, company figures aside.
--
-- promises:
--   always first_event_date <= last_event_date
--   always (first_event_date is null) = (last_event_date is null)
--
-- columns:
--   first_event_date  day of the first guidance, screening, referral, programme or questionnaire sent; null without any
--   last_event_date   day of the last one

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
        fct_referral.municipality_code,
        fct_referral.referral_date as event_date
    from fct_referral
    union all
    select
        fct_programme.municipality_code,
        fct_programme.start_date as event_date
    from fct_programme
    union all
    select
        fct_answer.municipality_code,
        fct_answer.sent_date as event_date
    from fct_answer
)

select
    min(event_days.event_date) as first_event_date,
    max(event_days.event_date) as last_event_date
from event_days
where
    event_days.municipality_code = $agreement.municipality_code
    and event_days.event_date between $agreement.first_date and least($as_of, $agreement.last_date)
