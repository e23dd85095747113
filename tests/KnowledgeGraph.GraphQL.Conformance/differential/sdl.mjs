const NAMES = ['A', 'B', 'Query', 'Colour', 'Color', 'Filter', 'Stamp', 'String', '__Type'];
const MEMBERS = ['a', 'b', 'name', 'names', 'RED'];
const LOCATIONS = ['FIELD', 'OBJECT', 'FIELD_DEFINITION', 'ARGUMENT_DEFINITION', 'ENUM_VALUE', 'SCHEMA', 'SCALAR', 'INTERFACE', 'UNION', 'ENUM', 'INPUT_OBJECT', 'INPUT_FIELD_DEFINITION', 'VARIABLE_DEFINITION', 'QUERY'];
const DESCRIPTIONS = ['"d" ', '"" ', '"tab\\t \\"q\\" \\u0007" ', '"""block"""\n', '"""\n  two\n    lines\n"""\n', '"""ends with quote" """', '"""has \\""" inside"""', '"""back\\\\slash\\"""\n"""', `"""${'long '.repeat(16)}"""`, '""" leading space"""', '"""\n\n   é 😀\n\n  x\n\n"""'];
const VALUES = ['1', '-1.5e3', '"s"', '"""b\n  c"""', 'true', 'null', 'RED', '[]', '[1, [2]]', '{}', '{a: 1, b: {c: [RED]}}', '{a: 1, a: 2}'];

/** Type system definitions that follow the grammar and break its rules as it happens. */
export function randomSdl(random) {
  const writer = new SdlWriter(random);
  return Array.from({ length: random.between(1, 7) }, () => writer.definition()).join('\n');
}

class SdlWriter {
  constructor(random) {
    this.random = random;
  }

  definition() {
    const { random } = this;
    const extend = random.chance(0.3);
    const head = extend ? 'extend ' : this.description(0.25);
    const name = random.pick(NAMES);
    return random.weighted([
      [1, () => `${head}scalar ${name}${this.directives(extend)}`],
      [3, () => `${head}type ${name}${this.interfaces()}${this.directives()} ${this.fields()}`],
      [1, () => `${head}interface ${name}${this.interfaces()}${this.directives()} ${this.fields()}`],
      [1, () => `${head}union ${name}${this.directives()} = ${random.chance(0.2) ? '| ' : ''}${random.some(NAMES, random.between(1, 3)).join(' | ')}`],
      [1, () => `${head}enum ${name}${this.directives()} { ${this.list(() => `${this.description(0.2)}${random.pick(MEMBERS)}${this.directives()}`, 1)} }`],
      [1, () => `${head}input ${name}${this.directives()} { ${this.list(() => this.inputValue(), 1)} }`],
      [1, () => this.directiveDefinition()],
      [1, () => `${head}schema${this.directives()} { ${this.list(() => `${random.pick(['query', 'mutation', 'subscription'])}: ${random.pick(NAMES)}`, 1)} }`],
    ]);
  }

  directiveDefinition() {
    const { random } = this;
    const repeatable = random.chance(0.3) ? ' repeatable' : '';
    const locations = random.some(LOCATIONS, random.between(1, 6)).join(' | ');
    return `${this.description(0.25)}directive @${random.pick(['tag', 'mark', 'deprecated'])}${this.argumentDefinitions(0.6)}${repeatable} on ${locations}`;
  }

  description(probability) {
    return this.random.chance(probability) ? this.random.pick(DESCRIPTIONS) : '';
  }

  interfaces() {
    const { random } = this;
    return random.chance(0.2) ? ` implements ${random.chance(0.2) ? '& ' : ''}${random.some(NAMES, random.between(1, 2)).join(' & ')}` : '';
  }

  fields() {
    const field = () => `${this.description(0.2)}${this.random.pick(MEMBERS)}${this.argumentDefinitions(0.3)}: ${this.type()}${this.directives()}`;
    return `{ ${this.list(field, 1)} }`;
  }

  argumentDefinitions(probability) {
    return this.random.chance(probability) ? `(${this.list(() => this.inputValue(), 1)})` : '';
  }

  inputValue() {
    const { random } = this;
    const value = random.chance(0.3) ? ` = ${random.pick(VALUES)}` : '';
    return `${this.description(0.15)}${random.pick(MEMBERS)}: ${this.type()}${value}${this.directives()}`;
  }

  directives(required = false) {
    const { random } = this;
    const texts = [];
    while (random.chance(0.15) || (required && texts.length === 0)) {
      const name = random.pick(['tag', 'mark', 'deprecated', 'specifiedBy', 'oneOf', 'unknown', 'skip']);
      const given = random.some(['a', 'name', 'reason', 'resaon', 'url', 'if'], random.below(3)).map((argument) => `${argument}: ${random.pick(VALUES)}`);
      texts.push(` @${name}${given.length > 0 ? `(${given.join(' ')})` : ''}`);
    }
    return texts.join('');
  }

  type() {
    const { random } = this;
    let type = random.pick([...NAMES, 'Int', 'Boolean', 'Stirng']);
    while (random.chance(0.3)) {
      type = type.endsWith('!') || random.chance(0.5) ? `[${type}]` : `${type}!`;
    }
    return type;
  }

  list(make, min) {
    return Array.from({ length: this.random.between(min, 4) }, make).join(' ');
  }
}
