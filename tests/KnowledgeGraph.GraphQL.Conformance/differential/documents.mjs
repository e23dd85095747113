import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { FIELD_NAMES } from './schemas.mjs';

const ALIASES = ['x', 'y', 'name', 'a1'];
const LITERALS = ['1', '-7', '2147483648', '1.5', '1e3', '"s"', '"""b"""', '"\\u00e9"', 'true', 'null', 'RED', 'GREE', '[1, "a"]', '[]', '{}', '{name: 1}', '{name: "n", id: 3}', '$w'];

/**
 * The text of an executable document for a schema, with the variables that fit it.
 * `mistakes` is the probability with which each decision is taken wrongly; 0 gives documents that are mostly valid.
 */
export function randomDocument(random, schema, mistakes) {
  return new DocumentWriter(random, schema, mistakes).write();
}

class DocumentWriter {
  constructor(random, schema, mistakes) {
    this.random = random;
    this.schema = schema;
    this.mistakes = mistakes;
    this.fragments = new Map();
    this.scopes = new Map();
    this.variables = new Map();
    this.types = Object.values(schema.getTypeMap());
    this.composites = this.types.filter((type) => isCompositeType(type) && !type.name.startsWith('__'));
    this.aliases = 0;
  }

  write() {
    const { random } = this;
    const operations = this.operationNames().map((name) => this.operation(name));
    const fragments = [];
    for (const [name, fragment] of this.fragments) {
      fragments.push(this.fragment(name, fragment));
    }
    if (this.wrong()) {
      fragments.push(this.fragment(random.pick(['Unused', ...this.fragments.keys()]), { type: random.pick(this.composites), depth: 3 }));
    }
    const texts = operations.map(({ scope, head, body }) => `${head}${this.variableDefinitions(scope)}${body}`);
    const parts = [...texts, ...fragments];
    if (this.wrong(0.3)) {
      parts.push(random.pick(['type Extra { a: Int }', 'extend type Query { a: Int }', 'scalar S', 'schema { query: Query }', texts[0]]));
    }
    return {
      query: (random.chance(0.3) ? parts.reverse() : parts).join('\n'),
      operationName: operations.length > 1 || random.chance(0.3) ? this.operationName(operations) : undefined,
      types: this.variables,
    };
  }

  operationNames() {
    const { random } = this;
    if (random.chance(0.7)) {
      return [random.chance(0.5) ? undefined : 'Q1'];
    }
    return this.wrong() ? random.pick([['Q1', 'Q1'], ['Q1', undefined]]) : ['Q1', 'Q2'];
  }

  operationName(operations) {
    return this.wrong() ? 'Q9' : this.random.pick(operations).scope.name;
  }

  operation(name) {
    const { random, schema } = this;
    const kind = random.weighted([[8, () => 'query'], [2, () => 'mutation'], [1, () => 'subscription']]);
    const root = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() }[kind];
    if (!root) {
      return this.wrong(0.5) ? { scope: this.scope(name), head: `${kind} ${name ?? ''}`, body: ' { a }' } : this.operation(name);
    }
    const scope = this.scope(name);
    const body = this.selectionSet(root, 0, scope, kind === 'subscription' && random.chance(0.8) ? 1 : undefined);
    const directives = this.directives(kind.toUpperCase(), scope);
    const shorthand = kind === 'query' && !name && directives === '' && scope.variables.size === 0 && random.chance(0.5);
    const description = !shorthand && random.chance(0.05) ? random.pick(['"d" ', '"""\n  d\n""" ']) : '';
    scope.shorthand = shorthand && this.allVariables(scope).size === 0;
    return { scope, head: scope.shorthand ? '' : `${description}${kind} ${name ?? ''}`, body: `${directives} ${body}` };
  }

  scope(name) {
    return { name, variables: new Set(), spreads: new Set() };
  }

  /** Variables of an operation and of all fragments that it reaches. */
  allVariables(scope) {
    const all = new Set(scope.variables);
    const open = [...scope.spreads];
    const seen = new Set(open);
    while (open.length > 0) {
      const fragment = this.scopes.get(open.pop());
      for (const name of fragment?.variables ?? []) {
        all.add(name);
      }
      for (const name of fragment?.spreads ?? []) {
        if (!seen.has(name)) {
          seen.add(name);
          open.push(name);
        }
      }
    }
    return all;
  }

  variableDefinitions(scope) {
    const { random } = this;
    if (scope.shorthand) {
      return '';
    }
    const names = [...this.allVariables(scope)].filter(() => !this.wrong());
    if (this.wrong()) {
      names.push(random.pick(['w', ...names]));
    }
    if (names.length === 0) {
      return '';
    }
    const definitions = names.map((name) => {
      const type = this.variables.get(name) ?? random.pick(['Int', 'String!', '[ID]']);
      const text = this.wrong() ? random.pick(['Int', '[Int!]', 'String', 'Unknown', 'Query', `${type}`.replaceAll('!', '')]) : `${type}`;
      const value = !`${type}`.endsWith('!') && random.chance(0.2) ? ` = ${typeof type === 'string' ? 'null' : this.value(type, 2, undefined)}` : '';
      return `$${name}: ${text}${value}${this.directives('VARIABLE_DEFINITION', undefined)}`;
    });
    return `(${definitions.join(', ')})`;
  }

  fragment(name, { type, depth }) {
    const scope = this.scope(name);
    this.scopes.set(name, scope);
    const body = this.selectionSet(type, depth, scope);
    const on = this.wrong() ? this.random.pick([...this.types.map((other) => other.name), 'Unknown']) : type.name;
    return `fragment ${name} on ${on}${this.directives('FRAGMENT_DEFINITION', scope)} ${body}`;
  }

  selectionSet(type, depth, scope, size) {
    const { random } = this;
    const selections = [];
    const count = size ?? random.between(1, depth > 2 ? 2 : 4);
    for (let i = 0; i < count; i++) {
      selections.push(this.selection(type, depth, scope));
    }
    return `{ ${selections.join(' ')} }`;
  }

  selection(type, depth, scope) {
    const { random } = this;
    return random.weighted([
      [7, () => this.field(type, depth, scope)],
      [1.5, () => this.inlineFragment(type, depth, scope)],
      [depth < 4 ? 1.5 : 0, () => this.spread(type, depth, scope)],
      [0.5, () => '__typename'],
      [depth === 0 ? 0.2 : 0, () => random.pick(['__schema { types { name } }', '__type(name: "Query") { kind fields { name type { name } } }'])],
    ]);
  }

  field(type, depth, scope) {
    const { random } = this;
    if (isUnionType(type)) {
      return this.wrong(3) ? random.pick(FIELD_NAMES) : this.inlineFragment(type, depth, scope);
    }
    const fields = Object.values(type.getFields());
    const near = depth >= 4 ? fields.filter((field) => isLeafType(getNamedType(field.type))) : fields;
    const field = random.pick(near.length > 0 ? near : fields);
    const name = this.wrong() ? random.pick([...FIELD_NAMES, 'nme', 'autor']) : field.name;
    const alias = random.chance(0.25) ? `${random.chance(0.3) ? random.pick(ALIASES) : `z${this.aliases++}`}: ` : '';
    const inner = getNamedType(field.type);
    const composite = isCompositeType(inner) && (depth < 6 || !this.wrong(0));
    const leafs = this.wrong() ? !composite : composite;
    const body = leafs ? ` ${depth >= 5 || !isCompositeType(inner) ? '{ __typename }' : this.selectionSet(inner, depth + 1, scope)}` : '';
    return `${alias}${name}${this.arguments(field.args, scope)}${this.directives('FIELD', scope)}${body}`;
  }

  inlineFragment(type, depth, scope) {
    const { random, schema } = this;
    const possible = this.composites.filter((other) => schema.getPossibleTypes && overlaps(schema, type, other));
    const condition = random.chance(0.2) && !isUnionType(type) ? undefined : random.pick(this.wrong() ? this.types : possible);
    const inner = condition === undefined || !isCompositeType(condition) ? type : condition;
    const body = depth >= 5 ? '{ __typename }' : this.selectionSet(inner, depth + 1, scope);
    return `...${condition === undefined ? '' : ` on ${condition.name}`}${this.directives('INLINE_FRAGMENT', scope)} ${body}`;
  }

  spread(type, depth, scope) {
    const { random, schema } = this;
    const fitting = [...this.fragments].filter(([, fragment]) => this.wrong(2) || (overlaps(schema, type, fragment.type) && fragment.depth > depth));
    let name;
    if (this.wrong()) {
      name = random.pick(['Missing', ...this.fragments.keys()]);
    } else if (fitting.length > 0 && random.chance(0.5)) {
      name = random.pick(fitting)[0];
    } else {
      name = `F${this.fragments.size}`;
      const possible = this.composites.filter((other) => overlaps(schema, type, other));
      this.fragments.set(name, { type: random.pick(possible) ?? type, depth: depth + 1 });
    }
    scope.spreads.add(name);
    return `...${name}${this.directives('FRAGMENT_SPREAD', scope)}`;
  }

  arguments(definitions, scope) {
    const { random } = this;
    const given = definitions.filter((argument) => (isRequiredArgument(argument) ? !this.wrong() : random.chance(0.5)));
    const parts = given.map((argument) => `${this.wrong() ? random.pick(['frist', 'filtr', 'x']) : argument.name}: ${this.value(argument.type, 0, scope)}`);
    if (parts.length > 0 && this.wrong()) {
      parts.push(parts[0]);
    }
    return parts.length > 0 ? `(${parts.join(', ')})` : '';
  }

  directives(location, scope) {
    const { random } = this;
    const texts = [];
    const conditional = ['FIELD', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT'].includes(location);
    if (conditional && random.chance(0.08)) {
      const directive = this.schema.getDirective(random.pick(['skip', 'include']));
      texts.push(` @${directive.name}${this.arguments(directive.args, scope)}`);
    }
    const allowed = this.schema.getDirectives().filter((directive) => directive.locations.includes(location) && !['skip', 'include'].includes(directive.name));
    if (allowed.length > 0 && random.chance(0.1)) {
      const directive = random.pick(allowed);
      texts.push(` @${directive.name}${this.arguments(directive.args, scope)}`);
      if (directive.isRepeatable && random.chance(0.5)) {
        texts.push(texts.at(-1));
      }
    }
    if (this.wrong(0.4)) {
      texts.push(random.pick([' @unknown', ' @unknown(first: 1, name: "x")', ' @skip', ' @deprecated', ' @include(if: 3)', ...texts, ...texts]));
    }
    return texts.join('');
  }

  /** A literal or variable of the type; `scope` undefined: no variables. */
  value(type, depth, scope) {
    const { random } = this;
    if (this.wrong(0.7)) {
      return random.pick(scope ? LITERALS : LITERALS.filter((literal) => !literal.startsWith('$')));
    }
    if (scope && random.chance(depth === 0 ? 0.3 : 0.15)) {
      return this.variable(type, scope);
    }
    if (isNonNullType(type)) {
      return this.value(type.ofType, depth, scope).replace(/^null$/, this.literal(type.ofType, depth, scope));
    }
    return random.chance(0.08) ? 'null' : this.literal(type, depth, scope);
  }

  variable(type, scope) {
    const { random } = this;
    const known = [...this.variables].filter(([, other]) => `${other}` === `${type}`);
    let name;
    if (known.length > 0 && random.chance(0.5)) {
      name = random.pick(known)[0];
    } else {
      name = `v${this.variables.size}`;
      this.variables.set(name, type);
    }
    scope.variables.add(name);
    return `$${name}`;
  }

  literal(type, depth, scope) {
    const { random } = this;
    if (isListType(type)) {
      if (depth > 3 || random.chance(0.2)) {
        return random.chance(0.5) ? '[]' : this.value(type.ofType, depth + 1, scope);
      }
      return `[${Array.from({ length: random.below(3) }, () => this.value(type.ofType, depth + 1, scope)).join(', ')}]`;
    }
    if (isNonNullType(type)) {
      return this.literal(type.ofType, depth, scope);
    }
    if (isEnumType(type)) {
      return this.wrong() ? random.pick(['"RED"', 'REDD', 'red', '3']) : random.pick(type.getValues()).name;
    }
    if (isInputObjectType(type)) {
      return this.inputObject(type, depth, scope);
    }
    const literals = {
      Int: ['0', '-1', '42', '2147483647'],
      Float: ['1.5', '-0.0', '3', '1e10', '1.0E-3'],
      String: ['""', '"text"', '"é \\u{1F600} \\n"', '"""\n  block\n    text\n"""'],
      Boolean: ['true', 'false'],
      ID: ['"id"', '7'],
    };
    return random.pick(literals[type.name] ?? ['1', '"stamp"', '{a: [1, {b: null}]}', 'NAME', 'true', '[1.5]']);
  }

  inputObject(type, depth, scope) {
    const { random } = this;
    if (depth > 6) {
      return '{}';
    }
    const fields = Object.values(type.getFields());
    const given = type.isOneOf
      ? random.some(fields, this.wrong() ? 2 : 1)
      : fields.filter((field) => (isRequiredInputField(field) ? !this.wrong() : depth < 3 && random.chance(0.4)));
    const parts = given.map((field) => {
      const name = this.wrong() ? random.pick(['nme', 'titel', field.name]) : field.name;
      const value = type.isOneOf && !this.wrong() ? this.literal(getNullableType(field.type), depth + 1, undefined) : this.value(field.type, depth + 1, scope);
      return `${name}: ${value}`;
    });
    if (parts.length > 0 && this.wrong()) {
      parts.push(parts[0]);
    }
    return `{${parts.join(', ')}}`;
  }

  wrong(factor = 1) {
    return this.random.chance(this.mistakes * factor);
  }
}

function overlaps(schema, a, b) {
  const possible = (type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);
  return possible(a).some((type) => possible(b).includes(type));
}
