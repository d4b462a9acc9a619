-- One row per questionnaire sent to a client: its newest version, unless a later complete export lacks it.
--
-- promises:
--   unique answer_id
--   known answer_id
--   known client_id
--   known sent_date
--
-- columns:
--   answer_id      the CRM's Svar-ID
--   client_id      the CRM's Kunde-ID
--   level          local, focused or specialised
--   sent_date      day the question was sent
--   answered_date  day of the answer
--   score          1 to 5, 0 for don't know, null when blank
--   changed_at     when the CRM changed the row, null when not said
--   load           the load that brought this version
--   source         position of the file in its load, from 0
--   line           line in the file on which the row starts

with versions as (
    select
        landing_answer.*,
        row_number() over (
            partition by landing_answer.answer_id
            order by
                landing_answer.load desc, landing_answer.changed_at desc nulls last, landing_answer.row_ordinal desc
        ) as version_rank
    from landing_answer
),

newest_versions as (
    select *
    from versions
    where version_rank = 1
),

-- A row that was sent and refused was not missing: the older version stands.
withdrawn as (
    select distinct newest_versions.answer_id
    from newest_versions
    inner join landing_complete
        on landing_complete.kind = 'answer' and newest_versions.load < landing_complete.load
    left join landing_refused
        on
            landing_refused.kind = 'answer'
            and landing_complete.load = landing_refused.load
            and newest_versions.answer_id = landing_refused.row_id
    where landing_refused.row_id is null
)

select
    newest_versions.answer_id,
    newest_versions.client_id,
    newest_versions.level,
    newest_versions.sent_date,
    newest_versions.answered_date,
    newest_versions.score,
    newest_versions.changed_at,
    newest_versions.load,
    newest_versions.source,
    newest_versions.line
from newest_versions
anti join withdrawn
    using (answer_id)
