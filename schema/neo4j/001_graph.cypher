// The two logs, and the graph computed from them. Statements end with a semicolon at the end of a line.
// Labels that begin with Past hold what a change took away, until open snapshots no longer need it.

CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT judgement_id IF NOT EXISTS FOR (n:Judgement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT change_position IF NOT EXISTS FOR (n:Change) REQUIRE n.position IS UNIQUE;
CREATE CONSTRAINT profile_key IF NOT EXISTS FOR (n:Profile) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT report_id IF NOT EXISTS FOR (n:Report) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT block_key IF NOT EXISTS FOR (n:Block) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT event_report_id IF NOT EXISTS FOR (n:EventReport) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT mention_id IF NOT EXISTS FOR (n:Mention) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT relation_id IF NOT EXISTS FOR (n:Relation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT quote_id IF NOT EXISTS FOR (n:Quote) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT role_id IF NOT EXISTS FOR (n:Role) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT comparison_id IF NOT EXISTS FOR (n:Comparison) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT appearance_id IF NOT EXISTS FOR (n:Appearance) REQUIRE n.id IS UNIQUE;

CREATE INDEX profile_id IF NOT EXISTS FOR (n:Profile) ON (n.id);
CREATE INDEX profile_component IF NOT EXISTS FOR (n:Profile) ON (n.component);
CREATE INDEX profile_cluster IF NOT EXISTS FOR (n:Profile) ON (n.cluster);
CREATE INDEX report_component IF NOT EXISTS FOR (n:Report) ON (n.component);
CREATE INDEX report_cluster IF NOT EXISTS FOR (n:Report) ON (n.cluster);
CREATE INDEX report_article IF NOT EXISTS FOR (n:Report) ON (n.article);
CREATE INDEX past_kept IF NOT EXISTS FOR (n:Past) ON (n.kept);

CREATE INDEX article_day IF NOT EXISTS FOR (n:Article) ON (n.day, n.id);
CREATE INDEX article_outlet IF NOT EXISTS FOR (n:Article) ON (n.outlet);
CREATE INDEX article_sort IF NOT EXISTS FOR (n:Article) ON (n.sort, n.id);
CREATE INDEX entity_rank IF NOT EXISTS FOR (n:Entity) ON (n.rank, n.id);
CREATE INDEX entity_sort IF NOT EXISTS FOR (n:Entity) ON (n.sort, n.id);
CREATE INDEX entity_type IF NOT EXISTS FOR (n:Entity) ON (n.type, n.rank);
CREATE INDEX entity_first IF NOT EXISTS FOR (n:Entity) ON (n.firstDay, n.id);
CREATE INDEX entity_last IF NOT EXISTS FOR (n:Entity) ON (n.lastDay, n.id);
CREATE INDEX entity_gazetteer IF NOT EXISTS FOR (n:Entity) ON (n.gazetteer);
CREATE INDEX entity_country IF NOT EXISTS FOR (n:Entity) ON (n.country);
CREATE INDEX name_folded IF NOT EXISTS FOR (n:Name) ON (n.folded);
CREATE INDEX name_entity IF NOT EXISTS FOR (n:Name) ON (n.entity);
CREATE INDEX appearance_entity IF NOT EXISTS FOR (n:Appearance) ON (n.entity, n.day);
CREATE INDEX appearance_article IF NOT EXISTS FOR (n:Appearance) ON (n.article);
CREATE INDEX event_day IF NOT EXISTS FOR (n:Event) ON (n.day, n.id);
CREATE INDEX event_rank IF NOT EXISTS FOR (n:Event) ON (n.rank, n.id);
CREATE INDEX event_kind IF NOT EXISTS FOR (n:Event) ON (n.kind, n.day);
CREATE INDEX event_place IF NOT EXISTS FOR (n:Event) ON (n.place);
CREATE INDEX event_part_of IF NOT EXISTS FOR (n:Event) ON (n.partOf);
CREATE INDEX event_report_event IF NOT EXISTS FOR (n:EventReport) ON (n.event);
CREATE INDEX event_report_article IF NOT EXISTS FOR (n:EventReport) ON (n.article);
CREATE INDEX event_report_day IF NOT EXISTS FOR (n:EventReport) ON (n.day, n.id);
CREATE INDEX mention_entity IF NOT EXISTS FOR (n:Mention) ON (n.entity);
CREATE INDEX mention_article IF NOT EXISTS FOR (n:Mention) ON (n.article);
CREATE INDEX relation_article IF NOT EXISTS FOR (n:Relation) ON (n.article);
CREATE INDEX relation_subject IF NOT EXISTS FOR (n:Relation) ON (n.subject);
CREATE INDEX relation_object IF NOT EXISTS FOR (n:Relation) ON (n.object);
CREATE INDEX relation_predicate IF NOT EXISTS FOR (n:Relation) ON (n.predicate, n.day);
CREATE INDEX relation_day IF NOT EXISTS FOR (n:Relation) ON (n.day, n.id);
CREATE INDEX relation_attributed IF NOT EXISTS FOR (n:Relation) ON (n.attributed);
CREATE INDEX relation_place IF NOT EXISTS FOR (n:Relation) ON (n.place);
CREATE INDEX quote_article IF NOT EXISTS FOR (n:Quote) ON (n.article);
CREATE INDEX quote_speaker IF NOT EXISTS FOR (n:Quote) ON (n.speaker);
CREATE INDEX quote_day IF NOT EXISTS FOR (n:Quote) ON (n.day, n.id);
CREATE INDEX claim_article IF NOT EXISTS FOR (n:Claim) ON (n.article);
CREATE INDEX claim_event IF NOT EXISTS FOR (n:Claim) ON (n.event, n.metric);
CREATE INDEX claim_metric IF NOT EXISTS FOR (n:Claim) ON (n.metric);
CREATE INDEX claim_attributed IF NOT EXISTS FOR (n:Claim) ON (n.attributed);
CREATE INDEX claim_day IF NOT EXISTS FOR (n:Claim) ON (n.day, n.id);
CREATE INDEX claim_number IF NOT EXISTS FOR (n:Claim) ON (n.number, n.id);
CREATE INDEX role_article IF NOT EXISTS FOR (n:Role) ON (n.article);
CREATE INDEX role_person IF NOT EXISTS FOR (n:Role) ON (n.person);
CREATE INDEX role_of IF NOT EXISTS FOR (n:Role) ON (n.of);
CREATE INDEX role_day IF NOT EXISTS FOR (n:Role) ON (n.day, n.id);
CREATE INDEX comparison_event IF NOT EXISTS FOR (n:Comparison) ON (n.event, n.metric);
CREATE INDEX comparison_rank IF NOT EXISTS FOR (n:Comparison) ON (n.rank, n.id);

// The property words holds folded words with blanks between: case and diacritics are gone already, nothing is stemmed.
CREATE FULLTEXT INDEX entity_words IF NOT EXISTS FOR (n:Entity) ON EACH [n.words] OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace' } };
CREATE FULLTEXT INDEX quote_words IF NOT EXISTS FOR (n:Quote) ON EACH [n.words] OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace' } };
CREATE FULLTEXT INDEX article_words IF NOT EXISTS FOR (n:Article) ON EACH [n.words] OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace' } };
