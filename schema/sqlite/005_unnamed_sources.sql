-- What an article calls a source that only it can tell from others ("police"): reports of one event mean the same by it. Null for all other sources.
ALTER TABLE claim ADD COLUMN called TEXT;
