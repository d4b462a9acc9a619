-- One row per guidance or screening whose fee awaits a timesheet (R7).
--
-- promises:
--   unique fee_id, row_id
--   known client_id
--
-- columns:
--   fee_id      the fee
--   row_id      the CRM's Vejledning-ID or Visitation-ID
--   client_id   the CRM's Kunde-ID
--   event_date  day of the guidance or screening
--   operator    who guided, null when the row does not say: a screening never does

with pending_fees as (
    select
        fee_line.fee_id,
        fee_line.party_key,
        fee_line.screening_id
    from fee_line
    where fee_line.is_pending
),

guidances as (
    select
        pending_fees.fee_id,
        fct_guidance.guidance_id as row_id,
        fct_guidance.client_id,
        fct_guidance.guidance_date as event_date,
        stg_guidance.operator
    from pending_fees
    inner join fct_guidance
        on
            pending_fees.party_key = fct_guidance.party_key
            and fct_guidance.municipality_code = $agreement.municipality_code
            and fct_guidance.level = 'local'
            and fct_guidance.guidance_date between $agreement.first_date and least($as_of, $agreement.last_date)
    inner join stg_guidance
        on fct_guidance.guidance_id = stg_guidance.guidance_id
    where pending_fees.screening_id = ''
),

screenings as (
    select
        pending_fees.fee_id,
        screening_in_window.screening_id as row_id,
        screening_in_window.client_id,
        screening_in_window.screening_date as event_date
    from pending_fees
    inner join screening_in_window
        on pending_fees.screening_id = screening_in_window.screening_id
)

select
    guidances.fee_id,
    guidances.row_id,
    guidances.client_id,
    guidances.event_date,
    guidances.operator
from guidances
union all
select
    screenings.fee_id,
    screenings.row_id,
    screenings.client_id,
    screenings.event_date,
    null as operator
from screenings
order by fee_id, event_date, row_id
