-- One row per screening in the window.
--
-- promises:
--   unique screening_id
--   known segment
--
-- columns:
--   screening_id         the CRM's Visitation-ID
--   client_id            the CRM's Kunde-ID
--   party_key            the party
--   segment              entrepreneur or company (R3)
--   screening_date       day
--   tool                 growth_wheel or other
--   screened_to          specialised, focused or none
--   work_hours           hours spent, null when unknown
--   hourly_rate_dkk      kroner an hour, null when unknown
--   uncapped_dkk         hours x rate, null when either is unknown
--   first_contact_date   day of the first contact, null when none is known by as-of
--   is_otherwise_agreed  another deadline was agreed (R10)

select
    fct_screening.screening_id,
    fct_screening.client_id,
    fct_screening.party_key,
    case
        when guided_party.segment is not null then guided_party.segment
        when fct_screening.screening_date < party_in_scope.company_from then 'entrepreneur'
        else 'company'
    end as segment,
    fct_screening.screening_date,
    fct_screening.tool,
    fct_screening.screened_to,
    fct_screening.work_hours,
    fct_screening.hourly_rate_dkk,
    fct_screening.uncapped_dkk,
    case when fct_screening.first_contact_date <= $as_of then fct_screening.first_contact_date end
        as first_contact_date,
    fct_screening.is_otherwise_agreed
from fct_screening
inner join party_in_scope
    on fct_screening.party_key = party_in_scope.party_key
left join guided_party
    on fct_screening.party_key = guided_party.party_key
where fct_screening.screening_date between $agreement.first_date and least($as_of, $agreement.last_date)
