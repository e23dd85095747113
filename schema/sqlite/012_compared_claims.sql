-- The claims that a comparison of numbers compares, as a JSON array of their ids, so that a reader need not group all of the event again; null where words are compared. The program fills it (ComparedClaims).
ALTER TABLE comparison ADD COLUMN claims TEXT;
