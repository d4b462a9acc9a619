-- One row per growth programme: its newest version, unless a later complete export lacks it.
--
-- keyed by programme_id
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
--   load             the load by which it counts
--   source           position of the file in its load, from 0
--   line             line in the file on which the row starts
--   landed_load      the load that stored this version
--   row_ordinal      its place among all rows of its kind in that load, from 0

select
    landing_programme.programme_id,
    landing_programme.client_id,
    landing_programme.growth_level,
    landing_programme.start_date,
    landing_programme.end_date,
    landing_programme.cofinancing_dkk,
    landing_programme.changed_at,
    landing_newest.load,
    landing_newest.source,
    landing_newest.line,
    landing_programme.landed_load,
    landing_programme.row_ordinal
from landing_programme
inner join landing_newest
    on
        landing_newest.kind = 'programme'
        and landing_programme.landed_load = landing_newest.landed_load
        and landing_programme.row_ordinal = landing_newest.row_ordinal
