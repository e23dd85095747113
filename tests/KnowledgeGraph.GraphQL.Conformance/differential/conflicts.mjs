const RESPONSE_NAMES = ['a', 'b', 'name', 'id'];

/** A schema whose fields have the same names and different types, so that fields of different parents often cannot merge. */
export const CONFLICT_SCHEMA = `
interface Node { id: ID name: String node: Node other: Other list: [Node] }
interface Other { id: ID! name: String other(x: Int, y: In): Other node: Node }
input In { a: Int b: [String] }
type A implements Node { id: ID name: String node: Node other: Other list: [Node] a: A b(x: Int): B u: U }
type B implements Node & Other { id: ID! name: String node: Node other(x: Int, y: In): Other list: [Node] a: B b(x: Int): A u: [U] }
type C implements Other { id: ID! name: String other(x: Int, y: In): Other node: Node a: [A!]! b: Int u: U! }
union U = A | B | C
type Query { id: ID node: Node other(x: Int, y: In): Other u: U a: A b(x: Int): B list: [U] }
type Mutation { a: A u: U }
`;

/** A document made to collide: few response names, fragments that overlap, spread at many depths and sometimes in circles. */
export function conflictingDocument(random) {
  const writer = new ConflictWriter(random);
  const parts = [`{ ${writer.selections('Query', 0)} }`];
  if (random.chance(0.2)) {
    parts.unshift(`mutation M { ${writer.selections('Mutation', 0)} }`);
    parts[1] = `query Q ${parts[1]}`;
  }
  for (const [name, type] of writer.fragments) {
    parts.push(`fragment ${name} on ${type} { ${writer.selections(type, 2)} }`);
  }
  return parts.join('\n');
}

const FIELDS = {
  Query: { id: null, node: 'Node', other: 'Other', u: 'U', a: 'A', b: 'B', list: 'U' },
  Mutation: { a: 'A', u: 'U' },
  Node: { id: null, name: null, node: 'Node', other: 'Other', list: 'Node' },
  Other: { id: null, name: null, other: 'Other', node: 'Node' },
  A: { id: null, name: null, node: 'Node', other: 'Other', list: 'Node', a: 'A', b: 'B', u: 'U' },
  B: { id: null, name: null, node: 'Node', other: 'Other', list: 'Node', a: 'B', b: 'A', u: 'U' },
  C: { id: null, name: null, other: 'Other', node: 'Node', a: 'A', b: null, u: 'U' },
  U: {},
};
const ARGUMENTS = ['', '', '', '(x: 1)', '(x: 2)', '(y: {a: 1, b: ["s"]})', '(y: {b: ["s"], a: 1})', '(x: 1, y: null)', '(y: null, x: 1)', '(x: 1, x: 1)', '(y: {b: "s"})', '(y: {b: """s"""})'];

class ConflictWriter {
  constructor(random) {
    this.random = random;
    this.fragments = new Map();
    this.strict = random.chance(0.5);
  }

  selections(type, depth) {
    return Array.from({ length: this.random.between(1, depth > 3 ? 2 : 4) }, () => this.selection(type, depth)).join(' ');
  }

  selection(type, depth) {
    const { random } = this;
    return random.weighted([
      [5, () => this.field(type, depth)],
      [1.5, () => this.inline(type, depth)],
      [1.5, () => this.spread(type)],
    ]);
  }

  field(type, depth) {
    const { random } = this;
    const fields = random.chance(0.02) ? { unknown: null, node: 'Node' } : FIELDS[type];
    const names = Object.keys(fields).filter((name) => depth < 5 || fields[name] === null);
    if (names.length === 0) {
      return '__typename';
    }
    const name = random.pick(names);
    const alias = random.chance(this.strict ? 0.1 : 0.4) ? `${random.pick(RESPONSE_NAMES)}: ` : '';
    const given = (name === 'other' && type !== 'Node' && type !== 'A') || (name === 'b' && type !== 'C') ? random.pick(this.strict ? ARGUMENTS.slice(0, 2) : ARGUMENTS) : '';
    return `${alias}${name}${given}${fields[name] ? ` { ${this.selections(fields[name], depth + 1)} }` : ''}`;
  }

  inline(type, depth) {
    const { random } = this;
    const on = ['Query', 'Mutation'].includes(type) ? type : random.pick(['A', 'B', 'C', 'Node', 'Other', 'U']);
    const bare = random.chance(0.2) && type !== 'U';
    return `...${bare ? '' : ` on ${on}`} { ${this.selections(bare ? type : on, depth + 1)} }`;
  }

  spread(type) {
    const { random } = this;
    if (['Query', 'Mutation'].includes(type)) {
      const name = `${type}${random.below(2)}`;
      this.fragments.set(name, type);
      return `...${name}`;
    }
    const on = random.pick(['A', 'B', 'C', 'Node', 'Other', 'U']);
    const name = random.chance(0.02) ? 'Missing' : `${on}${random.below(2)}`;
    if (name !== 'Missing') {
      this.fragments.set(name, on);
    }
    return `...${name}`;
  }
}
