-- One row per screening in the snapshot: whether it had a deadline for first contact, and if not, why (R10).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   event_date       day of the screening
--   due_date         last day in time, null where it had no deadline
--   done_date        day of the contact known by as-of
--   outcome          kept, missed or pending, null where it had no deadline
--   reason           counted, or why it is left out

select
    stg_screening.screening_id as row_id,
    stg_screening.client_id,
    stg_screening.screening_date as event_date,
    deadline_case.due_date,
    deadline_case.done_date,
    deadline_case.outcome,
    case
        when fct_screening.screening_id is null then 'waiting'
        when fct_screening.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when screening_in_window.screening_id is null then 'outside_window'
        when fct_screening.screened_to <> 'specialised' then 'not_specialised'
        when fct_screening.is_otherwise_agreed then 'otherwise_agreed'
        else 'counted'
    end as reason
from stg_screening
left join fct_screening
    on stg_screening.screening_id = fct_screening.screening_id
left join screening_in_window
    on stg_screening.screening_id = screening_in_window.screening_id
left join deadline_case
    on stg_screening.screening_id = deadline_case.case_id and deadline_case.deadline_id = 'first_contact'
