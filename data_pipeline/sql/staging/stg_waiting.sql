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

with event_rows as (
    select
        landing_guidance.load,
        'guidance' as kind,
        landing_guidance.source,
        landing_guidance.client_id
    from landing_guidance
    union all
    select
        landing_screening.load,
        'screening' as kind,
        landing_screening.source,
        landing_screening.client_id
    from landing_screening
    union all
    select
        landing_referral.load,
        'referral' as kind,
        landing_referral.source,
        landing_referral.client_id
    from landing_referral
    union all
    select
        landing_programme.load,
        'programme' as kind,
        landing_programme.source,
        landing_programme.client_id
    from landing_programme
    union all
    select
        landing_answer.load,
        'answer' as kind,
        landing_answer.source,
        landing_answer.client_id
    from landing_answer
)

select
    event_rows.load,
    event_rows.kind,
    event_rows.source,
    count(*) as waiting_count
from event_rows
anti join stg_client
    using (client_id)
group by event_rows.load, event_rows.kind, event_rows.source
