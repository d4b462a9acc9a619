-- One row per guidance in the snapshot: whether it is part of a registration fee for $segment, and if not, why (R7).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   event_date       day of the guidance
--   fee_number       numbers the fees, from 1: guidances of one party share one fee
--   work_hours       hours spent, null when unknown
--   hourly_rate_dkk  kroner an hour, null when unknown
--   uncapped_dkk     hours x rate, null when either is unknown
--   fee_amount_dkk   what the whole fee pays, null where it is no fee
--   fee_cut_dkk      what the cap cuts from the whole fee, null where it is no fee
--   is_pending       the fee awaits a timesheet, null where it is no fee
--   reason           counted, or why it is left out

with fees as (
    select
        fee_line.party_key,
        row_number() over (order by fee_line.fee_date, fee_line.party_key) as fee_number,
        fee_line.uncapped_dkk,
        fee_line.amount_dkk,
        fee_line.is_pending
    from fee_line
    where fee_line.fee_id = 'fee.registration.' || $segment
),

judged_guidances as (
    select
        stg_guidance.guidance_id,
        stg_guidance.client_id,
        stg_guidance.guidance_date,
        stg_guidance.work_hours,
        stg_guidance.hourly_rate_dkk,
        fct_guidance.uncapped_dkk,
        fct_guidance.party_key,
        case
            when fct_guidance.guidance_id is null then 'waiting'
            when fct_guidance.municipality_code <> $agreement.municipality_code then 'other_municipality'
            when
                fct_guidance.guidance_date
                not between $agreement.first_date and least($as_of, $agreement.last_date)
                then 'outside_window'
            when fct_guidance.level <> 'local' then 'other_level'
            when guided_party.segment <> $segment then 'other_segment'
            else 'counted'
        end as reason
    from stg_guidance
    left join fct_guidance
        on stg_guidance.guidance_id = fct_guidance.guidance_id
    left join guided_party
        on fct_guidance.party_key = guided_party.party_key
)

select
    judged_guidances.guidance_id as row_id,
    judged_guidances.client_id,
    judged_guidances.guidance_date as event_date,
    fees.fee_number,
    judged_guidances.work_hours,
    judged_guidances.hourly_rate_dkk,
    judged_guidances.uncapped_dkk,
    fees.amount_dkk as fee_amount_dkk,
    fees.uncapped_dkk - fees.amount_dkk as fee_cut_dkk,
    fees.is_pending,
    judged_guidances.reason
from judged_guidances
left join fees
    on judged_guidances.party_key = fees.party_key and judged_guidances.reason = 'counted'
