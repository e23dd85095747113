-- An entity's row says which of its profiles has its id, and the ids of the others: readers of hundreds of entities look up no profiles.
ALTER TABLE entity ADD COLUMN profile TEXT NOT NULL DEFAULT '';      -- key of the profile that has the entity's id
ALTER TABLE entity ADD COLUMN retired TEXT NOT NULL DEFAULT '[]';    -- JSON array of the ids of its other profiles, in order
UPDATE entity SET
    profile = (SELECT p.key FROM profile p WHERE p.id = entity.id),
    retired = (SELECT json_group_array(id) FROM (SELECT p.id FROM profile p WHERE p.entity = entity.n AND p.id <> entity.id ORDER BY p.id));
