import { buildASTSchema, execute, parse, print, printSchema, specifiedRules, validate, validateSchema } from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';

const RULES = new Map(specifiedRules.map((rule) => [rule.name.replace(/Rule$/, ''), rule]));
const schemas = new Map();

/** The schema, or the messages of its errors. */
function build(sdl) {
  let document;
  try {
    document = parse(sdl);
  } catch (error) {
    return { errors: [error.message] };
  }
  const mistakes = validateSDL(document);
  if (mistakes.length > 0) {
    return { errors: mistakes.map(({ message }) => message) };
  }
  const schema = buildASTSchema(document);
  const errors = validateSchema(schema);
  return errors.length > 0 ? { errors: errors.map(({ message }) => message) } : { schema };
}

function built(sdl) {
  if (!schemas.has(sdl)) {
    schemas.clear();
    schemas.set(sdl, build(sdl));
  }
  return schemas.get(sdl);
}

export function schemaOf(sdl) {
  return built(sdl).schema;
}

/**
 * What graphql-js answers to a case, in the form in which the console answers; undefined where it fails itself, as its rule on
 * subscriptions does for `@skip` with a variable.
 */
export function answer(test) {
  try {
    return tryAnswer(test);
  } catch {
    return undefined;
  }
}

function tryAnswer(test) {
  const { id } = test;
  let document;
  try {
    document = parse(test.query);
  } catch (error) {
    return { id, syntaxError: plain(error) };
  }
  if (test.print) {
    return { id, print: print(document) };
  }
  if (test.sdl) {
    return { id, validationErrors: validateSDL(document).map(plain) };
  }
  const { schema, errors: schemaErrors } = built(test.schema);
  if (schemaErrors) {
    return { id, schemaErrors };
  }
  if (test.printSchema) {
    return { id, print: printSchema(schema) };
  }
  const errors = validate(schema, document, test.rules?.map((name) => RULES.get(name)));
  if (errors.length > 0) {
    return { id, validationErrors: errors.map(plain) };
  }
  const result = execute({
    schema,
    document,
    rootValue: test.root,
    variableValues: test.variables,
    operationName: test.operationName,
  });
  return { id, result: JSON.parse(JSON.stringify(result)) };
}

function plain({ message, locations }) {
  return locations === undefined ? { message } : { message, locations: locations.map(({ line, column }) => ({ line, column })) };
}
