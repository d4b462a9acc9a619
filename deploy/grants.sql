-- What the role that serves pages may do: read, and add what people write. The database refuses it everything else.
grant select on all tables in schema public to "vaeksttavlen-web";
grant insert on
    audit_entry, receipt, strategy_entry, meeting, meeting_fee_line, meeting_release, minute, minute_status, agenda,
    figure_comment, figure_mark, proposal_choice, sitting, settlement, settlement_line, settlement_line_client
to "vaeksttavlen-web";
grant usage on all sequences in schema public to "vaeksttavlen-web";
