-- Full-text rows by day of publication, so that the latest matches are read first: a row's number is day * 2^24 + article n, a quote's that times 2^16
-- plus the number in its local id. Titles have an index of their own, and the first letters of a word are looked up up to the fourth.

DROP TABLE quote_words;
DROP TABLE article_words;
CREATE VIRTUAL TABLE title_words USING fts5(title, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3 4');
CREATE VIRTUAL TABLE quote_words USING fts5(quote, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3 4');
CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3 4');

INSERT INTO title_words (rowid, title) SELECT (day << 24) | n, coalesce(title, '') FROM article ORDER BY day, n;
INSERT INTO article_words (rowid, title, text) SELECT (day << 24) | n, coalesce(title, ''), searchable(contribution, text) FROM article ORDER BY day, n;
INSERT INTO quote_words (rowid, quote)
    SELECT ((a.day << 24) | a.n) * 65536 + CAST(substr(q.id, length(a.id) + 3) AS INTEGER) AS number, substr16(a.text, q.content_start, q.content_end)
    FROM quote q JOIN article a ON a.n = q.article ORDER BY number;
