-- One row per referral of a known client to a problem solver.
--
-- keyed by party_key
--
-- promises:
--   unique referral_id
--   known party_key
--   known municipality_code
--
-- columns:
--   referral_id        the CRM's Henvisning-ID
--   client_id          the CRM's Kunde-ID
--   party_key          the party (R1)
--   municipality_code  three digits
--   referral_date      day
--   level              who refers: local, focused or specialised
--   solver_type        local or specialised

select
    stg_referral.referral_id,
    stg_referral.client_id,
    dim_client.party_key,
    dim_client.municipality_code,
    stg_referral.referral_date,
    stg_referral.level,
    stg_referral.solver_type
from stg_referral
inner join dim_client
    on stg_referral.client_id = dim_client.client_id
order by municipality_code, referral_date, referral_id
