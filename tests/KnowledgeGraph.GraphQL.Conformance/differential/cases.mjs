import { getIntrospectionQuery, parse, validate } from 'graphql';
import { CONFLICT_SCHEMA, conflictingDocument } from './conflicts.mjs';
import { randomDocument } from './documents.mjs';
import { schemaOf } from './oracle.mjs';
import { Random } from './random.mjs';
import { randomSchema } from './schemas.mjs';
import { randomSdl } from './sdl.mjs';
import { damage, reformat } from './texts.mjs';
import { randomRoot, randomVariables } from './values.mjs';

const DOCUMENTS_PER_SCHEMA = 20;

/** Cases from a seed: the same seed gives the same cases. */
export function* makeCases(seed, count) {
  const random = new Random(seed);
  let sdl;
  for (let index = 0; index < count; index++) {
    if (index % DOCUMENTS_PER_SCHEMA === 0) {
      sdl = randomSchema(random);
    }
    const id = `${seed}/${index}`;
    yield random.weighted([
      [1, () => ({ id, print: true, query: randomSdl(random) })],
      [1, () => ({ id, print: true, query: document(random, sdl, 0.02).query })],
      [1, () => ({ id, sdl: true, query: randomSdl(random) })],
      [1, () => ({ id, print: true, query: damage(random, randomSdl(random)) })],
      [1, () => ({ id, print: true, query: damage(random, document(random, sdl, 0.02).query) })],
      [1, () => ({ id, schema: looseSchema(random), printSchema: true, query: '{ a }' })],
      [1, () => introspection(random, id, random.chance(0.5) ? sdl : wellFormed(random))],
      [2, () => conflicts(random, id)],
      [3, () => execution(random, id, sdl, random.pick([0.02, 0.05, 0.15]))],
      [4, () => execution(random, id, sdl, 0)],
    ]);
  }
}

/** Definitions with a root that mostly make no schema. Which introspection types a schema may mention is left to each engine. */
function looseSchema(random) {
  return `type Query { a: Int }\n${randomSdl(random).replaceAll('__Type', 'Type')}`;
}

/** Definitions from the loose generator that happen to make a schema, or else from the strict one. */
function wellFormed(random) {
  for (let attempts = 0; attempts < 20; attempts++) {
    const sdl = looseSchema(random);
    if (attempt(() => schemaOf(sdl))) {
      return sdl;
    }
  }
  return randomSchema(random);
}

function introspection(random, id, sdl) {
  if (random.chance(0.5)) {
    return { id, schema: sdl, printSchema: true, query: '{ __typename }' };
  }
  const flag = () => random.chance(0.5);
  const query = getIntrospectionQuery({ descriptions: flag(), specifiedByUrl: flag(), directiveIsRepeatable: flag(), schemaDescription: flag(), inputValueDeprecation: flag(), oneOf: flag() });
  return { id, schema: sdl, query, root: {} };
}

/** Some of these are executed although they are not valid, which is defined for most of what validation refuses. */
function conflicts(random, id) {
  const query = conflictingDocument(random);
  const root = JSON.parse(JSON.stringify(randomRoot(random, schemaOf(CONFLICT_SCHEMA), 0.02)));
  const test = { id, schema: CONFLICT_SCHEMA, query, root };
  if (random.chance(0.9)) {
    test.rules = random.chance(0.8) ? ['OverlappingFieldsCanBeMerged'] : [];
  }
  if (query.startsWith('mutation')) {
    test.operationName = random.pick(['M', 'Q']);
  }
  return test;
}

function document(random, sdl, mistakes) {
  const made = randomDocument(random, schemaOf(sdl), mistakes);
  return random.chance(0.25) ? { ...made, query: reformat(random, made.query) } : made;
}

function execution(random, id, sdl, mistakes) {
  const schema = schemaOf(sdl);
  const { query, operationName, types } = document(random, sdl, mistakes);
  const odd = random.pick([0, 0, 0.03, 0.1]);
  const values = { variables: randomVariables(random, types, random.pick([0, 0, 0.05])), root: randomRoot(random, schema, odd) };
  // As the console gets them: JSON knows no undefined.
  const test = { id, schema: sdl, query, ...JSON.parse(JSON.stringify(values)) };
  if (operationName !== undefined) {
    test.operationName = operationName;
  }
  if (onlyConflicts(schema, query)) {
    // Fields that cannot merge hide much of the execution; it is defined without them being merged.
    test.rules = [];
  }
  return test;
}

function onlyConflicts(schema, query) {
  const errors = attempt(() => validate(schema, parse(query))) ?? [];
  return errors.length > 0 && errors.every(({ message }) => /^Fields ".*" conflict/.test(message));
}

/** Undefined where graphql-js itself fails. */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
