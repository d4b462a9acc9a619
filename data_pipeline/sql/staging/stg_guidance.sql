-- One row per guidance: its newest version, unless a later complete export lacks it.
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
--   load             the load that brought this version
--   source           position of the file in its load, from 0
--   line             line in the file on which the row starts

with versions as (
    select
        landing_guidance.*,
        row_number() over (
            partition by landing_guidance.guidance_id
            order by
                landing_guidance.load desc,
                landing_guidance.changed_at desc nulls last,
                landing_guidance.row_ordinal desc
        ) as version_rank
    from landing_guidance
),

newest_versions as (
    select *
    from versions
    where version_rank = 1
),

-- A row that was sent and refused was not missing: the older version stands.
withdrawn as (
    select distinct newest_versions.guidance_id
    from newest_versions
    inner join landing_complete
        on landing_complete.kind = 'guidance' and newest_versions.load < landing_complete.load
    left join landing_refused
        on
            landing_refused.kind = 'guidance'
            and landing_complete.load = landing_refused.load
            and newest_versions.guidance_id = landing_refused.row_id
    where landing_refused.row_id is null
)

select
    newest_versions.guidance_id,
    newest_versions.client_id,
    newest_versions.guidance_date,
    newest_versions.level,
    newest_versions.operator,
    newest_versions.channel,
    newest_versions.work_hours,
    newest_versions.hourly_rate_dkk,
    newest_versions.has_content,
    newest_versions.registered_date,
    newest_versions.changed_at,
    newest_versions.load,
    newest_versions.source,
    newest_versions.line
from newest_versions
anti join withdrawn
    using (guidance_id)
