// What one person says and what one source states, in the order of time: a page is a stretch of the index.
CREATE INDEX quote_speaker_day IF NOT EXISTS FOR (n:Quote) ON (n.speaker, n.day);
CREATE INDEX claim_attributed_day IF NOT EXISTS FOR (n:Claim) ON (n.attributed, n.day);
