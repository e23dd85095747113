import Fastify from 'fastify';
import mercurius from 'mercurius';
import { articlesOf, authorOf, findAuthors, firstArticles, hello, port, typeDefs } from './schema.mjs';

const app = Fastify();
app.register(mercurius, {
  schema: typeDefs,
  jit: 1,
  resolvers: {
    Query: { hello, articles: (_, { first }) => firstArticles(first) },
    Author: { articles: (author, { first }) => articlesOf(author, first) },
  },
  loaders: { Article: { author: async (queries) => findAuthors(queries.map(({ obj }) => authorOf(obj))) } },
});
await app.listen({ port, host: '127.0.0.1' });
