-- The two logs, and the graph computed from them. Whole numbers named n are local to this file; what the outside sees are the text ids.
-- Days are counted from 0001-01-01 (0 where unknown). Spans are UTF-16 code units.

CREATE TABLE article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    hash BLOB NOT NULL,               -- SHA-256 of the contribution's JSON: the same again changes nothing
    title TEXT,
    outlet TEXT,
    day INTEGER NOT NULL,             -- day of publication
    at INTEGER,                       -- instant of publication, ticks UTC
    language TEXT NOT NULL,
    skipped TEXT,
    text TEXT NOT NULL,
    contribution BLOB NOT NULL        -- JSON without the text, compressed (Brotli)
) STRICT;
CREATE INDEX article_day ON article (day DESC, id);
CREATE INDEX article_outlet ON article (outlet, day DESC, id);
CREATE INDEX article_title ON article (title, id);

CREATE TABLE judgement (
    id TEXT PRIMARY KEY,
    json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Local entities that are called the same: what resolution compares.
CREATE TABLE profile (
    n INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE,
    component TEXT NOT NULL,
    entity INTEGER,
    reasons TEXT,
    members INTEGER NOT NULL          -- local entities that have this profile
) STRICT;
CREATE INDEX profile_component ON profile (component);
CREATE INDEX profile_entity ON profile (entity);

CREATE TABLE profile_key (
    key TEXT NOT NULL,
    profile INTEGER NOT NULL,
    PRIMARY KEY (key, profile)
) STRICT, WITHOUT ROWID;

-- What local entities say of their profile: n main name, a other name, t type, c country, g gender, z gazetteer id, m named.
CREATE TABLE profile_trait (
    profile INTEGER NOT NULL,
    trait TEXT NOT NULL,
    value TEXT NOT NULL,
    members INTEGER NOT NULL,
    PRIMARY KEY (profile, trait, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE local_entity (
    article INTEGER NOT NULL,
    local TEXT NOT NULL,
    profile INTEGER NOT NULL,
    PRIMARY KEY (article, local)
) STRICT, WITHOUT ROWID;
CREATE INDEX local_entity_profile ON local_entity (profile);

CREATE TABLE entity (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type INTEGER NOT NULL,
    name TEXT NOT NULL,
    sort TEXT NOT NULL,               -- the name folded
    names TEXT NOT NULL,              -- JSON array of [name, articles], commonest first
    gazetteer TEXT,
    country TEXT,
    gender TEXT,
    named INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    rank INTEGER NOT NULL,            -- minus mentions, so that the commonest sort first
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    reasons TEXT NOT NULL
) STRICT;
CREATE INDEX entity_rank ON entity (rank, id);
CREATE INDEX entity_type_rank ON entity (type, named, rank, id);
CREATE INDEX entity_sort ON entity (sort, id);
CREATE INDEX entity_type_sort ON entity (type, named, sort, id);
CREATE INDEX entity_gazetteer ON entity (gazetteer) WHERE gazetteer IS NOT NULL;
CREATE INDEX entity_first ON entity (first_day, id);
CREATE INDEX entity_last ON entity (last_day DESC, id);

CREATE TABLE entity_name (
    folded TEXT NOT NULL,
    entity INTEGER NOT NULL,
    PRIMARY KEY (folded, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_name_entity ON entity_name (entity);

CREATE TABLE entity_article (
    entity INTEGER NOT NULL,
    article INTEGER NOT NULL,
    day INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (entity, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_article_article ON entity_article (article);
CREATE INDEX entity_article_day ON entity_article (entity, day);

CREATE TABLE mention (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity);

-- One report of an event, as resolution sees it.
CREATE TABLE local_event (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL,
    local TEXT NOT NULL,
    component TEXT NOT NULL,
    event INTEGER,
    profile TEXT NOT NULL
) STRICT;
CREATE INDEX local_event_article ON local_event (article);
CREATE INDEX local_event_component ON local_event (component);
CREATE INDEX local_event_event ON local_event (event);

CREATE TABLE event_key (
    key TEXT NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    date TEXT,
    day INTEGER NOT NULL,             -- first day of the date, else of the first report
    last_day INTEGER NOT NULL,
    place INTEGER,
    country TEXT,
    part_of INTEGER,
    modality INTEGER NOT NULL,
    negated INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    rank INTEGER NOT NULL,            -- minus articles
    first_reported INTEGER NOT NULL,
    differing INTEGER NOT NULL,
    reasons TEXT NOT NULL
) STRICT;
CREATE INDEX event_day ON event (day DESC, id);
CREATE INDEX event_kind ON event (kind, day DESC, id);
CREATE INDEX event_rank ON event (rank, id);
CREATE INDEX event_place ON event (place, day DESC, id);
CREATE INDEX event_part_of ON event (part_of);

CREATE TABLE event_participant (
    event INTEGER NOT NULL,
    role INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (event, role, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_participant_entity ON event_participant (entity, event);

CREATE TABLE event_report (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL,
    day INTEGER NOT NULL,
    event INTEGER NOT NULL,
    part_of INTEGER,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    triggers TEXT NOT NULL,           -- JSON array of [start, end]
    participants TEXT NOT NULL,       -- JSON array of [role, entity n]
    date TEXT,
    place INTEGER,
    negated INTEGER NOT NULL,
    modality INTEGER NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_report_event ON event_report (event, day DESC);

CREATE TABLE relation (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL,
    day INTEGER NOT NULL,
    subject INTEGER,
    subject_event INTEGER,
    predicate TEXT NOT NULL,
    object INTEGER,
    object_event INTEGER,
    verb_start INTEGER NOT NULL, verb_end INTEGER NOT NULL,
    negated INTEGER NOT NULL,
    modality INTEGER NOT NULL,
    date TEXT,
    place INTEGER,
    attributed INTEGER,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_day ON relation (day DESC);
CREATE INDEX relation_subject ON relation (subject, day DESC);
CREATE INDEX relation_object ON relation (object, day DESC);
CREATE INDEX relation_pair ON relation (subject, object, predicate, confidence DESC) WHERE subject IS NOT NULL AND object IS NOT NULL;
CREATE INDEX relation_predicate ON relation (predicate, day DESC);
CREATE INDEX relation_attributed ON relation (attributed, day DESC) WHERE attributed IS NOT NULL;
CREATE INDEX relation_place ON relation (place, day DESC) WHERE place IS NOT NULL;
CREATE INDEX relation_subject_event ON relation (subject_event) WHERE subject_event IS NOT NULL;
CREATE INDEX relation_object_event ON relation (object_event) WHERE object_event IS NOT NULL;

-- Relations of one predicate between two entities, counted: the edges that neighbourhoods and paths walk along.
CREATE TABLE link (
    subject INTEGER NOT NULL,
    predicate TEXT NOT NULL,
    object INTEGER NOT NULL,
    relations INTEGER NOT NULL,
    PRIMARY KEY (subject, object, predicate)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_object ON link (object, subject);

CREATE TABLE quote (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL,
    day INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    speaker INTEGER,
    speaker_start INTEGER, speaker_end INTEGER,
    cue_start INTEGER, cue_end INTEGER,
    cue_lemma TEXT,
    content_start INTEGER NOT NULL, content_end INTEGER NOT NULL,
    addressee INTEGER,
    via INTEGER,
    about TEXT NOT NULL,              -- JSON array of entity n, in text order
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quote_day ON quote (day DESC);
CREATE INDEX quote_speaker ON quote (speaker, day DESC);
CREATE INDEX quote_addressee ON quote (addressee, day DESC) WHERE addressee IS NOT NULL;

CREATE TABLE quote_about (
    entity INTEGER NOT NULL,
    quote TEXT NOT NULL,
    PRIMARY KEY (entity, quote)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL,
    day INTEGER NOT NULL,
    event INTEGER,
    metric TEXT NOT NULL,
    value TEXT, low TEXT, high TEXT,  -- decimals
    number REAL NOT NULL,             -- the value for ordering; its low or high where there is none
    qualifier INTEGER NOT NULL,
    unit TEXT NOT NULL,
    scope INTEGER,
    limited INTEGER,                  -- the scope, or the place that what is counted was sent to
    as_of TEXT,
    attributed INTEGER,
    negated INTEGER NOT NULL,
    value_start INTEGER NOT NULL, value_end INTEGER NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_day ON claim (day DESC);
CREATE INDEX claim_event ON claim (event, metric);
CREATE INDEX claim_metric ON claim (metric, day DESC);
CREATE INDEX claim_number ON claim (number);
CREATE INDEX claim_attributed ON claim (attributed, day DESC) WHERE attributed IS NOT NULL;

CREATE TABLE role (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL,
    day INTEGER NOT NULL,
    person INTEGER NOT NULL,
    title TEXT NOT NULL,
    of_entity INTEGER,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX role_day ON role (day DESC);
CREATE INDEX role_person ON role (person, day DESC);
CREATE INDEX role_of ON role (of_entity, day DESC);
CREATE INDEX role_title ON role (title, day DESC);

CREATE TABLE comparison (
    event INTEGER NOT NULL,
    metric TEXT NOT NULL,
    id TEXT NOT NULL,
    kind INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    rank REAL NOT NULL,               -- minus the spread, so that the largest difference sorts first
    PRIMARY KEY (event, metric)
) STRICT, WITHOUT ROWID;
CREATE INDEX comparison_rank ON comparison (rank, id);
CREATE INDEX comparison_id ON comparison (id);

CREATE TABLE change (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL               -- ticks UTC
) STRICT;

-- Words fold case and diacritics; nothing is stemmed, so that a hit can be shown by the letters typed.
CREATE VIRTUAL TABLE entity_words USING fts5(name, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE VIRTUAL TABLE quote_words USING fts5(quote, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='3');
CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='3');
