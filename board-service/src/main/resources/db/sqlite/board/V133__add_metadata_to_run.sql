-- What a worker hands over for programs, beside its summary: a JSON object, or nothing.
ALTER TABLE run ADD COLUMN metadata TEXT NOT NULL DEFAULT '';
