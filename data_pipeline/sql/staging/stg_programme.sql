-- One row per growth programme: its newest version, unless a later complete export lacks it.
--
-- promises:
--   unique programme_id
--   known programme_id
--   known client_id
--   known growth_level
--   known start_date
--
-- columns:
--   programme_id     the CRM's Forløb-ID
--   client_id        the CRM's Kunde-ID
--   growth_level     A, B or C
--   start_date       day
--   end_date         day
--   cofinancing_dkk  kroner, null when unknown
--   changed_at       when the CRM changed the row, null when not said
--   load             the load that brought this version
--   source           position of the file in its load, from 0
--   line             line in the file on which the row starts

with versions as (
    select
        landing_programme.*,
        row_number() over (
            partition by landing_programme.programme_id
            order by
                landing_programme.load desc,
                landing_programme.changed_at desc nulls last,
                landing_programme.row_ordinal desc
        ) as version_rank
    from landing_programme
),

newest_versions as (
    select *
    from versions
    where version_rank = 1
),

-- A row that was sent and refused was not missing: the older version stands.
withdrawn as (
    select distinct newest_versions.programme_id
    from newest_versions
    inner join landing_complete
        on landing_complete.kind = 'programme' and newest_versions.load < landing_complete.load
    left join landing_refused
        on
            landing_refused.kind = 'programme'
            and landing_complete.load = landing_refused.load
            and newest_versions.programme_id = landing_refused.row_id
    where landing_refused.row_id is null
)

select
    newest_versions.programme_id,
    newest_versions.client_id,
    newest_versions.growth_level,
    newest_versions.start_date,
    newest_versions.end_date,
    newest_versions.cofinancing_dkk,
    newest_versions.changed_at,
    newest_versions.load,
    newest_versions.source,
    newest_versions.line
from newest_versions
anti join withdrawn
    using (programme_id)
