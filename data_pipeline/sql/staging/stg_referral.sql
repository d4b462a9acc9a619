-- One row per referral to a problem solver: its newest version, unless a later complete export lacks it.
--
-- promises:
--   unique referral_id
--   known referral_id
--   known client_id
--   known referral_date
--   known level
--   known solver_type
--
-- columns:
--   referral_id    the CRM's Henvisning-ID
--   client_id      the CRM's Kunde-ID
--   referral_date  day
--   level          local, focused or specialised
--   solver_type    local or specialised
--   changed_at     when the CRM changed the row, null when not said
--   load           the load that brought this version
--   source         position of the file in its load, from 0
--   line           line in the file on which the row starts

with versions as (
    select
        landing_referral.*,
        row_number() over (
            partition by landing_referral.referral_id
            order by
                landing_referral.load desc,
                landing_referral.changed_at desc nulls last,
                landing_referral.row_ordinal desc
        ) as version_rank
    from landing_referral
),

newest_versions as (
    select *
    from versions
    where version_rank = 1
),

-- A row that was sent and refused was not missing: the older version stands.
withdrawn as (
    select distinct newest_versions.referral_id
    from newest_versions
    inner join landing_complete
        on landing_complete.kind = 'referral' and newest_versions.load < landing_complete.load
    left join landing_refused
        on
            landing_refused.kind = 'referral'
            and landing_complete.load = landing_refused.load
            and newest_versions.referral_id = landing_refused.row_id
    where landing_refused.row_id is null
)

select
    newest_versions.referral_id,
    newest_versions.client_id,
    newest_versions.referral_date,
    newest_versions.level,
    newest_versions.solver_type,
    newest_versions.changed_at,
    newest_versions.load,
    newest_versions.source,
    newest_versions.line
from newest_versions
anti join withdrawn
    using (referral_id)
