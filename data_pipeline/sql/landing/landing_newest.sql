-- One row per row of the CRM that stands: where its newest version lies, unless a later complete export lacks it.
--
-- Made while a warehouse is built and not kept in it.
--
-- promises:
--   unique kind, landed_load, row_ordinal
--   known kind
--
-- columns:
--   kind         our name for the kind of export
--   load         the load by which it counts
--   source       position of its file in that load, from 0
--   line         line in that file on which the row starts
--   landed_load  the load that stored the newest version
--   row_ordinal  place of that version among all rows of its kind in the load that stored it, from 0

with versions as (
    select
        landing_version.*,
        row_number() over (
            partition by landing_version.kind, landing_version.version_key
            order by
                landing_version.load desc,
                landing_version.changed_at desc nulls last,
                landing_version.source desc,
                landing_version.row_ordinal desc
        ) as version_rank
    from landing_version
),

newest_versions as (
    select *
    from versions
    where version_rank = 1
),

-- A row that was sent and refused was not missing: the older version stands.
withdrawn as (
    select distinct
        newest_versions.kind,
        newest_versions.version_key
    from newest_versions
    inner join landing_complete
        on newest_versions.kind = landing_complete.kind and newest_versions.load < landing_complete.load
    left join landing_refused
        on
            newest_versions.kind = landing_refused.kind
            and landing_complete.load = landing_refused.load
            and newest_versions.row_id = landing_refused.row_id
    where landing_refused.row_id is null
)

select
    newest_versions.kind,
    newest_versions.load,
    newest_versions.source,
    newest_versions.line,
    newest_versions.landed_load,
    newest_versions.row_ordinal
from newest_versions
anti join withdrawn
    using (kind, version_key)
