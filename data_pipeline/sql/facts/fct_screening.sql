-- One row per screening (visitation) of a known client.
--
-- keyed by party_key
--
-- promises:
--   unique screening_id
--   known party_key
--   known municipality_code
--   always uncapped_dkk >= 0
--
-- columns:
--   screening_id         the CRM's Visitation-ID
--   client_id            the CRM's Kunde-ID
--   party_key            the party (R1)
--   municipality_code    three digits
--   screening_date       day
--   tool                 growth_wheel or other
--   screened_to          specialised, focused or none
--   work_hours           hours spent, null when unknown
--   hourly_rate_dkk      kroner an hour, null when unknown
--   uncapped_dkk         hours x rate, rounded to the øre half away from zero; null when either is unknown (R7)
--   first_contact_date   day of the first contact, null when none is known
--   is_otherwise_agreed  another deadline was agreed (R10)

select
    stg_screening.screening_id,
    stg_screening.client_id,
    dim_client.party_key,
    dim_client.municipality_code,
    stg_screening.screening_date,
    stg_screening.tool,
    stg_screening.screened_to,
    stg_screening.work_hours,
    stg_screening.hourly_rate_dkk,
    cast(round(stg_screening.work_hours * stg_screening.hourly_rate_dkk, 2) as decimal(18, 2)) as uncapped_dkk,
    stg_screening.first_contact_date,
    coalesce(stg_screening.is_otherwise_agreed, false) as is_otherwise_agreed
from stg_screening
inner join dim_client
    on stg_screening.client_id = dim_client.client_id
order by municipality_code, screening_date, screening_id
