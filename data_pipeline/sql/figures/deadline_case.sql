-- One row per case that had a deadline of working days: a first contact (R10) or a registration (R11).
--
-- promises:
--   unique deadline_id, case_id
--   known due_date
--   always outcome in ('kept', 'missed', 'pending')
--
-- columns:
--   deadline_id  first_contact or registration
--   case_id      the CRM's Visitation-ID, or the party's first such guidance (Vejledning-ID)
--   client_id    the CRM's Kunde-ID
--   party_key    the party
--   case_date    day the clock starts
--   due_date     last day in time
--   done_date    day it was done, null when it is not known by as-of
--   outcome      kept, missed or pending

with contact_cases as (
    select
        'first_contact' as deadline_id,
        screening_in_window.screening_id as case_id,
        screening_in_window.client_id,
        screening_in_window.party_key,
        screening_in_window.screening_date as case_date,
        screening_in_window.first_contact_date as done_date,
        $agreement.contact_working_days as working_days
    from screening_in_window
    where screening_in_window.screened_to = 'specialised' and not screening_in_window.is_otherwise_agreed
),

first_screenings as (
    select
        fct_screening.party_key,
        min(fct_screening.screening_date) as first_screening_date
    from fct_screening
    where fct_screening.municipality_code = $agreement.municipality_code
    group by party_key
),

-- Parties that met the system at an expert first: no local guidance or screening on or before that day.
unannounced_parties as (
    select
        guided_party.party_key,
        guided_party.first_expert_date
    from guided_party
    left join first_screenings
        on guided_party.party_key = first_screenings.party_key
    where
        guided_party.first_expert_date between $agreement.first_date and least($as_of, $agreement.last_date)
        and coalesce(guided_party.first_ever_local_date > guided_party.first_expert_date, true)
        and coalesce(first_screenings.first_screening_date > guided_party.first_expert_date, true)
),

registration_cases as (
    select
        'registration' as deadline_id,
        min_by(
            fct_guidance.guidance_id,
            (coalesce(fct_guidance.registered_date, date '9999-12-31'), fct_guidance.guidance_id)
        ) as case_id,
        min_by(
            fct_guidance.client_id,
            (coalesce(fct_guidance.registered_date, date '9999-12-31'), fct_guidance.guidance_id)
        ) as client_id,
        unannounced_parties.party_key,
        unannounced_parties.first_expert_date as case_date,
        min(fct_guidance.registered_date) filter (where fct_guidance.registered_date <= $as_of) as done_date,
        $agreement.registration_working_days as working_days
    from unannounced_parties
    inner join fct_guidance
        on
            unannounced_parties.party_key = fct_guidance.party_key
            and unannounced_parties.first_expert_date = fct_guidance.guidance_date
    where fct_guidance.level <> 'local'
    group by unannounced_parties.party_key, unannounced_parties.first_expert_date
),

cases as (
    select * from contact_cases
    union all
    select * from registration_cases
),

due_cases as (
    select
        cases.*,
        due_day.calendar_date as due_date
    from cases
    inner join working_day as case_day
        on cases.case_date = case_day.calendar_date
    inner join working_day as due_day
        on
            due_day.is_working_day
            and case_day.working_day_number + cases.working_days = due_day.working_day_number
)

select
    due_cases.deadline_id,
    due_cases.case_id,
    due_cases.client_id,
    due_cases.party_key,
    due_cases.case_date,
    due_cases.due_date,
    due_cases.done_date,
    case
        when due_cases.done_date <= due_cases.due_date then 'kept'
        when $as_of > due_cases.due_date then 'missed'
        else 'pending'
    end as outcome
from due_cases
