-- Searches by several things at once read one index and pass over what does not fit; what they ask for besides stands
-- in it now, so that H2 does not fetch a row that does not fit.
DROP INDEX audit_event_by_actor;
DROP INDEX audit_event_by_destination;
CREATE INDEX audit_event_by_actor
  ON audit_event (practice_id, actor, happened_at, number, event_type, destination);
CREATE INDEX audit_event_by_destination
  ON audit_event (practice_id, destination, happened_at, number, event_type);

-- The newest transfers of a practice.
CREATE INDEX transfer_of_practice ON transfer (practice_id, id);
