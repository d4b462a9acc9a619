-- One row per growth programme that starts in the window (R5).
--
-- promises:
--   unique programme_id
--   known segment
--
-- columns:
--   programme_id     the CRM's Forløb-ID
--   client_id        the CRM's Kunde-ID
--   party_key        the party
--   segment          entrepreneur or company (R3)
--   start_date       day the programme starts
--   growth_level     A, B or C
--   cofinancing_dkk  kroner, null when unknown

select
    fct_programme.programme_id,
    fct_programme.client_id,
    fct_programme.party_key,
    case
        when guided_party.segment is not null then guided_party.segment
        when fct_programme.start_date < party_in_scope.company_from then 'entrepreneur'
        else 'company'
    end as segment,
    fct_programme.start_date,
    fct_programme.growth_level,
    fct_programme.cofinancing_dkk
from fct_programme
inner join party_in_scope
    on fct_programme.party_key = party_in_scope.party_key
left join guided_party
    on fct_programme.party_key = guided_party.party_key
where fct_programme.start_date between $agreement.first_date and least($as_of, $agreement.last_date)
