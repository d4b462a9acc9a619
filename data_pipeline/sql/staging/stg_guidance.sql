-- One row per guidance: its newest version, unless a later complete export lacks it.
--
-- keyed by guidance_id
--
-- promises:
--   unique guidance_id
--   known guidance_id
--   known client_id
--   known guidance_date
--   known level
--
-- columns:
--   guidance_id      the CRM's Vejledning-ID
--   client_id        the CRM's Kunde-ID
--   guidance_date    day
--   level            local, focused or specialised
--   operator         who guided
--   channel          outreach, in_person, phone or mail
--   work_hours       hours spent, null when unknown
--   hourly_rate_dkk  kroner an hour, null when unknown
--   has_content      whether the main content is registered
--   registered_date  day of registration in the CRM
--   changed_at       when the CRM changed the row, null when not said
--   load             the load by which it counts
--   source           position of the file in its load, from 0
--   line             line in the file on which the row starts
--   landed_load      the load that stored this version
--   row_ordinal      its place among all rows of its kind in that load, from 0

select
    landing_guidance.guidance_id,
    landing_guidance.client_id,
    landing_guidance.guidance_date,
    landing_guidance.level,
    landing_guidance.operator,
    landing_guidance.channel,
    landing_guidance.work_hours,
    landing_guidance.hourly_rate_dkk,
    landing_guidance.has_content,
    landing_guidance.registered_date,
    landing_guidance.changed_at,
    landing_newest.load,
    landing_newest.source,
    landing_newest.line,
    landing_guidance.landed_load,
    landing_guidance.row_ordinal
from landing_guidance
inner join landing_newest
    on
        landing_newest.kind = 'guidance'
        and landing_guidance.landed_load = landing_newest.landed_load
        and landing_guidance.row_ordinal = landing_newest.row_ordinal
