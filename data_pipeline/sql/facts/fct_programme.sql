-- One row per growth programme of a known client: the unit that is counted (R5).
--
-- keyed by party_key
--
-- promises:
--   unique programme_id
--   known party_key
--   known municipality_code
--   always growth_level in ('A', 'B', 'C')
--
-- columns:
--   programme_id       the CRM's Forløb-ID
--   client_id          the CRM's Kunde-ID
--   party_key          the party (R1)
--   municipality_code  three digits
--   start_date         day the programme starts
--   end_date           day it ends, null when unknown
--   growth_level       A, B or C
--   cofinancing_dkk    kroner, null when unknown

select
    stg_programme.programme_id,
    stg_programme.client_id,
    dim_client.party_key,
    dim_client.municipality_code,
    stg_programme.start_date,
    stg_programme.end_date,
    stg_programme.growth_level,
    stg_programme.cofinancing_dkk
from stg_programme
inner join dim_client
    on stg_programme.client_id = dim_client.client_id
order by municipality_code, start_date, programme_id
