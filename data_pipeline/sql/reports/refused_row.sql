-- One row per refused row that no later row with its id has made good.
--
-- promises:
--   known kind
--   known line
--
-- columns:
--   kind    our name for the kind of export
--   load    the load
--   source  position of the file in its load, from 0
--   line    line in the file on which the row starts
--   row_id  the CRM's id of the row where it could be read

with accepted_ids as (
    select
        'client' as kind,
        stg_client.client_id as row_id
    from stg_client
    union all
    select
        'guidance' as kind,
        stg_guidance.guidance_id as row_id
    from stg_guidance
    union all
    select
        'screening' as kind,
        stg_screening.screening_id as row_id
    from stg_screening
    union all
    select
        'referral' as kind,
        stg_referral.referral_id as row_id
    from stg_referral
    union all
    select
        'programme' as kind,
        stg_programme.programme_id as row_id
    from stg_programme
    union all
    select
        'answer' as kind,
        stg_answer.answer_id as row_id
    from stg_answer
),

refused_rows as (
    select
        stg_refused.kind,
        stg_refused.load,
        stg_refused.source,
        stg_refused.line,
        any_value(stg_refused.row_id) as row_id
    from stg_refused
    group by stg_refused.kind, stg_refused.load, stg_refused.source, stg_refused.line
)

select
    refused_rows.kind,
    refused_rows.load,
    refused_rows.source,
    refused_rows.line,
    refused_rows.row_id
from refused_rows
anti join accepted_ids
    using (kind, row_id)
