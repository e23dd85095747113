// Compares the conformance console with graphql-js on cases made from a seed.
//   node run.mjs [--seed N|random] [--count N] [--configuration Debug|Release] [--show N] [--save FILE]
// GRAPHQL_CONSOLE may name the console's built .dll, which saves the build. Exit code 0: no difference, 1: differences, 2: wrong usage.
import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { makeCases } from './cases.mjs';
import { Console } from './console.mjs';
import { answer } from './oracle.mjs';

const BATCH = 100;
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '3000' },
    configuration: { type: 'string', default: 'Release' },
    show: { type: 'string', default: '5' },
    save: { type: 'string' },
  },
});
const seed = values.seed === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const [count, show] = [values.count, values.show].map(Number);
if (![seed, count, show].every(Number.isInteger)) {
  console.error('Expected whole numbers for --seed, --count and --show.');
  process.exit(2);
}

console.log(`seed ${seed}`);
const engine = new Console(values.configuration);
const counts = {};
const differences = [];
let batch = [];
for (const test of makeCases(seed, count)) {
  batch.push(test);
  if (batch.length === BATCH) {
    await compare(batch);
    batch = [];
  }
}
await compare(batch);
await engine.close();

for (const { test, expected, actual } of differences.slice(0, show)) {
  console.log(`--- ${test.id}\n${JSON.stringify(test)}\ngraphql-js: ${JSON.stringify(expected)}\nhere:       ${JSON.stringify(actual)}`);
}
if (values.save) {
  writeFileSync(values.save, differences.map((difference) => `${JSON.stringify(difference)}\n`).join(''));
}
console.log(Object.entries(counts).map(([kind, n]) => `${kind} ${n}`).join(', '));
console.log(`seed ${seed}: ${count} cases, ${differences.length} differences`);
process.exit(differences.length === 0 ? 0 : 1);

async function compare(cases) {
  const answers = await engine.ask(cases);
  cases.forEach((test, index) => {
    const expected = answer(test);
    if (expected === undefined) {
      counts['no answer'] = (counts['no answer'] ?? 0) + 1;
      return;
    }
    const actual = answers[index];
    const kind = Object.keys(expected)[1] + (expected.result?.errors ? ' with errors' : '');
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (!isDeepStrictEqual(expected, actual) || keysOf(expected) !== keysOf(actual)) {
      differences.push({ test, expected, actual });
    }
  });
}

/** The order of the fields in the data, which a comparison of objects does not see. */
function keysOf(value) {
  return JSON.stringify(value.result?.data);
}
