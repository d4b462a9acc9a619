-- One row per guidance of a known client; a guidance whose client is unknown waits in stg_guidance.
--
-- keyed by party_key
--
-- promises:
--   unique guidance_id
--   known party_key
--   known municipality_code
--   always uncapped_dkk >= 0
--
-- columns:
--   guidance_id        the CRM's Vejledning-ID
--   client_id          the CRM's Kunde-ID
--   party_key          the party (R1)
--   municipality_code  three digits
--   guidance_date      day
--   level              local, focused or specialised
--   channel            outreach, in_person, phone or mail
--   work_hours         hours spent, null when unknown
--   hourly_rate_dkk    kroner an hour, null when unknown
--   uncapped_dkk       hours x rate, rounded to the øre half away from zero; null when either is unknown (R7)
--   has_content        whether the main content is registered
--   registered_date    day of registration in the CRM

select
    stg_guidance.guidance_id,
    stg_guidance.client_id,
    dim_client.party_key,
    dim_client.municipality_code,
    stg_guidance.guidance_date,
    stg_guidance.level,
    stg_guidance.channel,
    stg_guidance.work_hours,
    stg_guidance.hourly_rate_dkk,
    cast(round(stg_guidance.work_hours * stg_guidance.hourly_rate_dkk, 2) as decimal(18, 2)) as uncapped_dkk,
    stg_guidance.has_content,
    stg_guidance.registered_date
from stg_guidance
inner join dim_client
    on stg_guidance.client_id = dim_client.client_id
order by municipality_code, guidance_date, guidance_id
