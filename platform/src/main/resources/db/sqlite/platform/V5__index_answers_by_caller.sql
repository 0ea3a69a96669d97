-- Answers are forgotten caller by caller, the oldest first: with an index of the time alone, each batch read all answers of
-- its caller.
DROP INDEX answer_created;
CREATE INDEX answer_caller ON answer (caller, created_at_ms);
