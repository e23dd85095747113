import { getNullableType, isAbstractType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, isRequiredInputField } from 'graphql';

const ODD_INPUTS = [null, 0, -1, 3.5, 2147483648, 1e300, true, '', 'text', '3', 'RED', [], [1], ['a', null], {}, { name: 'n' }, { id: 3, name: null }, { unknown: 1 }];
const ODD_OUTPUTS = [null, 0, 1, 3.5, 1e21, 9007199254740993, -1e-7, true, false, '', 'text', '3', '0x1F', ' 12 ', 'NaN', 'RED', [], [1, null], {}, { a: 1 }, [{ b: [1, 2, 3] }]];

/** JSON for the variables of a document. */
export function randomVariables(random, types, mistakes) {
  const variables = {};
  for (const [name, type] of types) {
    if (isNonNullType(type) ? !random.chance(mistakes) : random.chance(0.7)) {
      variables[name] = input(random, type, mistakes, 0);
    }
  }
  return variables;
}

function input(random, type, mistakes, depth) {
  if (random.chance(mistakes)) {
    return random.pick(ODD_INPUTS);
  }
  if (isNonNullType(type)) {
    return input(random, type.ofType, mistakes, depth) ?? input(random, type.ofType, 0, depth) ?? plainInput(random, type.ofType, mistakes, depth);
  }
  return random.chance(0.1) ? null : plainInput(random, type, mistakes, depth);
}

function plainInput(random, type, mistakes, depth) {
  if (isListType(type)) {
    return random.chance(0.15)
      ? input(random, type.ofType, mistakes, depth + 1)
      : Array.from({ length: random.below(3) }, () => input(random, type.ofType, mistakes, depth + 1));
  }
  if (isEnumType(type)) {
    return random.chance(mistakes) ? random.pick(['REDD', 'red', 'GRAY']) : random.pick(type.getValues()).name;
  }
  if (isInputObjectType(type)) {
    if (depth > 6) {
      return {};
    }
    const fields = Object.values(type.getFields());
    const given = type.isOneOf
      ? random.some(fields, random.chance(mistakes) ? 2 : 1)
      : fields.filter((field) => (isRequiredInputField(field) ? !random.chance(mistakes) : depth < 3 && random.chance(0.4)));
    const value = {};
    for (const field of given) {
      const name = random.chance(mistakes) ? random.pick(['nme', 'titel']) : field.name;
      value[name] = type.isOneOf ? plainInput(random, getNullableType(field.type), mistakes, depth + 1) : input(random, field.type, mistakes, depth + 1);
    }
    return value;
  }
  const values = {
    Int: [0, 1, -1, 42, 2147483647],
    Float: [0, 1.5, -2.25, 1e10, 3],
    String: ['', 'text', 'é 😀', 'line\nbreak'],
    Boolean: [true, false],
    ID: ['id', 7, '7'],
  };
  return random.pick(values[type.name] ?? [1, 'stamp', { a: [1, { b: null }] }, true, [1.5]]);
}

/** JSON for the value of an output type, a few levels deep; `odd` is the probability of a value that does not fit. */
export function randomRoot(random, schema, odd) {
  const value = {};
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    if (root) {
      Object.assign(value, object(random, schema, root, odd, 0));
    }
  }
  return value;
}

function output(random, schema, type, odd, depth) {
  if (random.chance(odd)) {
    return random.pick(ODD_OUTPUTS);
  }
  if (isNonNullType(type)) {
    return plainOutput(random, schema, type.ofType, odd, depth);
  }
  return random.chance(0.1) ? null : plainOutput(random, schema, type, odd, depth);
}

function plainOutput(random, schema, type, odd, depth) {
  if (isListType(type)) {
    return Array.from({ length: random.below(depth > 2 ? 2 : 3) }, () => output(random, schema, type.ofType, odd, depth));
  }
  if (isAbstractType(type)) {
    const possible = schema.getPossibleTypes(type);
    if (possible.length === 0) {
      return null;
    }
    const concrete = random.pick(possible);
    const name = random.chance(odd) ? random.pick([undefined, 'Unknown', 'Query', 'String', 7, null]) : concrete.name;
    return { __typename: name, ...object(random, schema, concrete, odd, depth + 1) };
  }
  if (isObjectType(type)) {
    return object(random, schema, type, odd, depth + 1);
  }
  if (isEnumType(type)) {
    return random.chance(odd) ? random.pick(['REDD', 3, true]) : random.pick(type.getValues()).name;
  }
  const values = {
    Int: [0, 1, -1, 42, 2147483647, true, '12', 1e3],
    Float: [0, 1.5, -2.25, 1e21, 1e-7, 123456789.125, 3, '2.5'],
    String: ['', 'text', 'é 😀 "q" \\', 'line\nbreak\u2028', 7, 1.5, true],
    Boolean: [true, false, 1, 0],
    ID: ['id', 7, '7', 9007199254740991],
  };
  return random.pick(values[type.name] ?? [1, 'stamp', { a: [1, { b: null }] }, true, [1.5]]);
}

function object(random, schema, type, odd, depth) {
  const value = {};
  if (depth > 3) {
    return value;
  }
  for (const field of Object.values(type.getFields())) {
    if (random.chance(0.95)) {
      value[field.name] = output(random, schema, field.type, odd, depth);
    }
  }
  return value;
}
