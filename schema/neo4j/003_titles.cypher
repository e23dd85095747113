// Titles have words of their own to be found by.
MATCH (a:Article|PastArticle) WHERE a.titleWords IS NULL CALL (a) { SET a.titleWords = split(a.words, ' \uE000 ')[0] } IN TRANSACTIONS OF 10000 ROWS;
CREATE FULLTEXT INDEX article_title_words IF NOT EXISTS FOR (n:Article) ON EACH [n.titleWords] OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace' } };
