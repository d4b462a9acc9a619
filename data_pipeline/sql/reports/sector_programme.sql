-- One row per party with programmes: how many of its sector's are its own, so whether others may see them (R13, R18).
--
-- promises:
--   unique party_key
--   always programme_count > 0
--
-- columns:
--   sector_id        the agreement's sector, or none
--   party_key        the party; never shown
--   programme_count  programmes that start in the window

select
    coalesce(party_sector.sector_id, 'none') as sector_id,
    programme_in_window.party_key,
    count(*) as programme_count
from programme_in_window
left join party_sector
    on programme_in_window.party_key = party_sector.party_key
group by coalesce(party_sector.sector_id, 'none'), programme_in_window.party_key
