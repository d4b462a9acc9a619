-- One row per screening in the snapshot: whether it is a fee for $segment, its amount, and if not, why (R7).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   event_date       day of the screening
--   work_hours       hours spent, null when unknown
--   hourly_rate_dkk  kroner an hour, null when unknown
--   uncapped_dkk     hours x rate, null where it is no fee or awaits a timesheet
--   amount_dkk       payable, null where it is no fee
--   cut_dkk          what the cap cuts away, null where it is no fee
--   is_pending       awaits a timesheet, null where it is no fee
--   reason           counted, or why it is left out

select
    stg_screening.screening_id as row_id,
    stg_screening.client_id,
    stg_screening.screening_date as event_date,
    stg_screening.work_hours,
    stg_screening.hourly_rate_dkk,
    case when not fee_line.is_pending then fee_line.uncapped_dkk end as uncapped_dkk,
    fee_line.amount_dkk,
    fee_line.uncapped_dkk - fee_line.amount_dkk as cut_dkk,
    fee_line.is_pending,
    case
        when fct_screening.screening_id is null then 'waiting'
        when fct_screening.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when screening_in_window.screening_id is null then 'outside_window'
        when fct_screening.tool <> 'growth_wheel' then 'other_tool'
        when fct_screening.screened_to <> 'specialised' then 'not_specialised'
        when screening_in_window.segment <> $segment then 'other_segment'
        else 'counted'
    end as reason
from stg_screening
left join fct_screening
    on stg_screening.screening_id = fct_screening.screening_id
left join screening_in_window
    on stg_screening.screening_id = screening_in_window.screening_id
left join fee_line
    on stg_screening.screening_id = fee_line.screening_id and fee_line.fee_id = 'fee.screening.' || $segment
