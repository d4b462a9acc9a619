-- One row per load, kind and file with rows whose client is unknown in this snapshot.
--
-- promises:
--   unique load, kind, source
--   always waiting_count > 0
--
-- columns:
--   load           the load that brought the rows
--   kind           our name for the kind of export
--   source         position of the file in its load, from 0
--   waiting_count  rows of that file that wait for their client

select
    landing_version.load,
    landing_version.kind,
    landing_version.source,
    count(*) as waiting_count
from landing_version
anti join stg_client
    using (client_id)
where landing_version.kind not in ('client', 'employment')
group by landing_version.load, landing_version.kind, landing_version.source
