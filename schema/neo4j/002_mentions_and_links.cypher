// A mention's place is a property; its record is no longer kept as JSON beside its properties.
MATCH (m:Mention|PastMention) WHERE m.start IS NULL CALL (m) { SET m.start = toInteger(substring(split(m.id, '-')[1], 1)) REMOVE m.json } IN TRANSACTIONS OF 10000 ROWS;

// The days between which an entity is mentioned, asked for where the first or last article goes.
CREATE INDEX appearance_entity_day IF NOT EXISTS FOR (n:Appearance) ON (n.entity, n.day);
