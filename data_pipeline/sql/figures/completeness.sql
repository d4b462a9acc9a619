-- One row: how many of the guided clients' files are complete (R14).
--
-- promises:
--   always complete_count <= client_count
--
-- columns:
--   client_count    clients with a guidance in the window
--   complete_count  those of them that lack nothing

select
    count(*) as client_count,
    count(*) filter (where len(client_file.missing_fields) = 0) as complete_count
from client_file
