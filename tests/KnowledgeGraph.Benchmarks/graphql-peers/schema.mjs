// The benchmark's schema and data, as every server serves them.
import DataLoader from 'dataloader';

export const typeDefs = `
  type Query { hello: String! articles(first: Int!): [Article!]! }
  type Article { id: ID! title: String! words: Int! score: Float! published: String! author: Author! }
  type Author { id: ID! name: String! articles(first: Int!): [Article!]! }
`;

const articles = Array.from({ length: 2000 }, (_, i) => ({
  id: i,
  title: `Report ${i} of the night`,
  words: 300 + (i % 700),
  score: (i % 100) / 100,
  published: `2025-07-${String(1 + (i % 28)).padStart(2, '0')}T10:00:00Z`,
}));
const authors = Array.from({ length: 50 }, (_, i) => ({ id: i, name: `Author ${i}` }));

export const hello = () => 'world';
export const firstArticles = (first) => articles.slice(0, first);
export const authorOf = (article) => article.id % 50;
export const findAuthors = (ids) => ids.map((id) => authors[id]);

export function articlesOf(author, first) {
  const found = [];
  for (let i = author.id; i < articles.length && found.length < first; i += 50) found.push(articles[i]);
  return found;
}

export const newContext = () => ({ authors: new DataLoader(async (ids) => findAuthors(ids)) });

/** Resolvers with a DataLoader in the context. */
export const resolvers = {
  Query: { hello, articles: (_, { first }) => firstArticles(first) },
  Article: { author: (article, _, { authors }) => authors.load(authorOf(article)) },
  Author: { articles: (author, { first }) => articlesOf(author, first) },
};

export const port = Number(process.argv[2]);
