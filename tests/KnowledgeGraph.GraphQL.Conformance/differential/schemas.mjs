// Names are close to one another on purpose: suggestions ("Did you mean ...?") depend on it.
export const FIELD_NAMES = ['name', 'names', 'nam', 'title', 'titles', 'id', 'a1', 'a2', 'a10', 'author', 'authors', 'score', 'kind', 'best', 'rest'];
const ARGUMENT_NAMES = ['first', 'after', 'filter', 'filters', 'order', 'ids'];
const ENUM_VALUES = ['RED', 'GREEN', 'REED', 'BLUE', 'GREY'];
const DIRECTIVE_LOCATIONS = ['QUERY', 'MUTATION', 'FIELD', 'FRAGMENT_DEFINITION', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT', 'VARIABLE_DEFINITION'];
const SCALARS = ['Int', 'Float', 'String', 'Boolean', 'ID'];

/** The text of a valid schema. */
export function randomSchema(random) {
  return new SchemaWriter(random).write();
}

class SchemaWriter {
  constructor(random) {
    this.random = random;
    this.scalars = random.chance(0.3) ? ['Stamp'] : [];
    this.enums = random.some(['Colour', 'Color'], random.below(3));
    this.inputs = random.some(['Filter', 'Filters', 'Choice'], random.below(4));
    this.interfaces = random.some(['Node', 'Named', 'Nodes'], random.below(4));
    this.objects = random.some(['Article', 'Articles', 'Author', 'Place', 'Palace'], random.between(1, 4));
    this.unions = random.some(['Result', 'Results'], random.below(3));
    this.fields = new Map();
    this.implemented = new Map();
  }

  write() {
    const { random } = this;
    const parts = [];
    for (const name of this.scalars) {
      parts.push(`scalar ${name}`);
    }
    for (const name of this.enums) {
      parts.push(`enum ${name} { ${random.some(ENUM_VALUES, random.between(1, 4)).join(' ')} }`);
    }
    for (const name of this.inputs) {
      parts.push(this.input(name));
    }
    for (const name of random.some(['tag', 'tags', 'mark'], random.below(3))) {
      parts.push(this.directive(name));
    }
    this.interfaces.forEach((name, index) => parts.push(this.fieldsType('interface', name, this.interfaces.slice(0, index))));
    for (const name of this.objects) {
      parts.push(this.fieldsType('type', name, this.interfaces));
    }
    for (const name of this.unions) {
      parts.push(`union ${name} = ${random.some(this.objects, random.between(1, 3)).join(' | ')}`);
    }
    const roots = { query: 'Query' };
    if (random.chance(0.4)) {
      roots.mutation = 'Mutation';
    }
    if (random.chance(0.4)) {
      roots.subscription = 'Subscription';
    }
    for (const name of Object.values(roots)) {
      parts.push(this.fieldsType('type', name, []));
    }
    return parts.join('\n');
  }

  input(name) {
    const { random } = this;
    const oneOf = random.chance(0.4);
    const fields = random.some(FIELD_NAMES, random.between(1, 4)).map((field) => {
      const type = this.inputType(oneOf ? 0 : 0.3, oneOf ? undefined : name);
      const value = !oneOf && random.chance(0.25) ? this.defaultFor(type) : '';
      return `${field}: ${type}${value}`;
    });
    return `input ${name}${oneOf ? ' @oneOf' : ''} { ${fields.join(' ')} }`;
  }

  directive(name) {
    const { random } = this;
    const repeatable = random.chance(0.3) ? ' repeatable' : '';
    return `directive @${name}${this.arguments(0.5)}${repeatable} on ${random.some(DIRECTIVE_LOCATIONS, random.between(1, 5)).join(' | ')}`;
  }

  /** An object or interface: first the fields of what it implements, then its own. */
  fieldsType(keyword, name, candidates) {
    const { random } = this;
    const implemented = new Set();
    for (const candidate of random.some(candidates, random.below(3))) {
      implemented.add(candidate);
      for (const inherited of this.implemented.get(candidate) ?? []) {
        implemented.add(inherited);
      }
    }
    const fields = new Map();
    for (const parent of implemented) {
      for (const [field, definition] of this.fields.get(parent)) {
        if (!fields.has(field)) {
          fields.set(field, definition);
        } else if (fields.get(field) !== definition) {
          implemented.delete(parent);
        }
      }
    }
    for (const parent of [...implemented]) {
      const complete = (this.implemented.get(parent) ?? []).every((other) => implemented.has(other));
      const compatible = [...this.fields.get(parent)].every(([field, definition]) => fields.get(field) === definition);
      if (!complete || !compatible) {
        implemented.clear();
      }
    }
    for (const field of random.some(FIELD_NAMES, random.between(2, 7))) {
      if (!fields.has(field)) {
        fields.set(field, `${this.arguments(0.3)}: ${this.outputType()}`);
      }
    }
    this.fields.set(name, fields);
    this.implemented.set(name, [...implemented]);
    const head = implemented.size > 0 ? ` implements ${[...implemented].join(' & ')}` : '';
    return `${keyword} ${name}${head} {\n${[...fields].map(([field, definition]) => `  ${field}${definition}`).join('\n')}\n}`;
  }

  arguments(probability) {
    const { random } = this;
    if (!random.chance(probability)) {
      return '';
    }
    const definitions = random.some(ARGUMENT_NAMES, random.between(1, 3)).map((name) => {
      const type = this.inputType(0.3);
      return `${name}: ${type}${random.chance(0.25) ? this.defaultFor(type) : ''}`;
    });
    return `(${definitions.join(', ')})`;
  }

  outputType() {
    const { random } = this;
    const name = random.weighted([
      [4, () => random.pick(SCALARS)],
      [1, () => random.pick([...this.scalars, ...this.enums, 'String'])],
      [3, () => random.pick(this.objects)],
      [2, () => random.pick([...this.interfaces, ...this.unions, ...this.objects])],
    ]);
    return this.wrap(name, 0.3);
  }

  inputType(nonNull, enclosing) {
    const { random } = this;
    const inputs = this.inputs.filter((name) => name !== enclosing || nonNull === 0);
    const name = random.pick([...SCALARS, ...SCALARS, ...this.scalars, ...this.enums, ...inputs]);
    // Input objects may not require one another in a circle.
    return this.inputs.includes(name) ? this.wrap(name, 0).replaceAll('!', '') : this.wrap(name, nonNull);
  }

  wrap(name, nonNull) {
    const { random } = this;
    const mark = () => (random.chance(nonNull) ? '!' : '');
    let type = name + mark();
    while (random.chance(0.2)) {
      type = `[${type}]${mark()}`;
    }
    return type;
  }

  defaultFor(type) {
    const { random } = this;
    if (type.endsWith('!') || type.startsWith('[')) {
      return type.startsWith('[') ? ' = []' : '';
    }
    const literals = { Int: '3', Float: '1.5', String: '"d"', Boolean: 'true', ID: '"i"' };
    return literals[type] ? ` = ${random.chance(0.2) ? 'null' : literals[type]}` : ' = null';
  }
}
