import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { newContext, port, resolvers, typeDefs } from './schema.mjs';

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), context: newContext, logging: false, landingPage: false });
createServer(yoga).listen(port, '127.0.0.1');
