-- One row per screening (visitation): its newest version, unless a later complete export lacks it.
--
-- promises:
--   unique screening_id
--   known screening_id
--   known client_id
--   known screening_date
--   known tool
--   known screened_to
--
-- columns:
--   screening_id         the CRM's Visitation-ID
--   client_id            the CRM's Kunde-ID
--   screening_date       day
--   tool                 growth_wheel or other
--   screened_to          specialised, focused or none
--   work_hours           hours spent, null when unknown
--   hourly_rate_dkk      kroner an hour, null when unknown
--   first_contact_date   day of the first contact, null when none is known
--   is_otherwise_agreed  another deadline was agreed
--   changed_at           when the CRM changed the row, null when not said
--   load                 the load that brought this version
--   source               position of the file in its load, from 0
--   line                 line in the file on which the row starts

with versions as (
    select
        landing_screening.*,
        row_number() over (
            partition by landing_screening.screening_id
            order by
                landing_screening.load desc,
                landing_screening.changed_at desc nulls last,
                landing_screening.row_ordinal desc
        ) as version_rank
    from landing_screening
),

newest_versions as (
    select *
    from versions
    where version_rank = 1
),

-- A row that was sent and refused was not missing: the older version stands.
withdrawn as (
    select distinct newest_versions.screening_id
    from newest_versions
    inner join landing_complete
        on landing_complete.kind = 'screening' and newest_versions.load < landing_complete.load
    left join landing_refused
        on
            landing_refused.kind = 'screening'
            and landing_complete.load = landing_refused.load
            and newest_versions.screening_id = landing_refused.row_id
    where landing_refused.row_id is null
)

select
    newest_versions.screening_id,
    newest_versions.client_id,
    newest_versions.screening_date,
    newest_versions.tool,
    newest_versions.screened_to,
    newest_versions.work_hours,
    newest_versions.hourly_rate_dkk,
    newest_versions.first_contact_date,
    newest_versions.is_otherwise_agreed,
    newest_versions.changed_at,
    newest_versions.load,
    newest_versions.source,
    newest_versions.line
from newest_versions
anti join withdrawn
    using (screening_id)
