-- What search asks of each article that matches, in few pages: the articles themselves are long.
CREATE INDEX article_filed ON article (n, day, outlet, id, title);
