-- One row per guidance in the snapshot: whether it had a deadline for registration, and if not, why (R11).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   event_date       day of the guidance
--   due_date         last day in time, null where it had no deadline
--   done_date        day of the registration known by as-of
--   outcome          kept, missed or pending, null where it had no deadline
--   reason           counted, or why it is left out

with cases as (
    select
        deadline_case.case_id,
        deadline_case.party_key,
        deadline_case.due_date,
        deadline_case.done_date,
        deadline_case.outcome
    from deadline_case
    where deadline_case.deadline_id = 'registration'
)

select
    stg_guidance.guidance_id as row_id,
    stg_guidance.client_id,
    stg_guidance.guidance_date as event_date,
    counted_cases.due_date,
    counted_cases.done_date,
    counted_cases.outcome,
    case
        when fct_guidance.guidance_id is null then 'waiting'
        when fct_guidance.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when
            fct_guidance.guidance_date not between $agreement.first_date and least($as_of, $agreement.last_date)
            then 'outside_window'
        when fct_guidance.level = 'local' then 'other_level'
        when counted_cases.case_id is not null then 'counted'
        when cases_of_party.party_key is null then 'met_locally_first'
        else 'not_the_first'
    end as reason
from stg_guidance
left join fct_guidance
    on stg_guidance.guidance_id = fct_guidance.guidance_id
left join cases as counted_cases
    on stg_guidance.guidance_id = counted_cases.case_id
left join cases as cases_of_party
    on fct_guidance.party_key = cases_of_party.party_key
