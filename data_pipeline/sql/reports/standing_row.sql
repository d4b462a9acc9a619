-- One row per client with a guidance, and per screening: what stands in the snapshot that a settled fee can be about.
--
-- promises:
--   unique client_id, screening_id
--   known client_id
--   known screening_id
--
-- columns:
--   client_id     Kunde-ID
--   screening_id  the CRM's Visitation-ID, '' for a client's guidances

select
    fct_guidance.client_id,
    '' as screening_id
from fct_guidance
group by fct_guidance.client_id
union all
select
    fct_screening.client_id,
    fct_screening.screening_id
from fct_screening
