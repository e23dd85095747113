import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** The conformance console as a function from cases to answers. */
export class Console {
  constructor(configuration) {
    const program = process.env.GRAPHQL_CONSOLE;
    this.process = program
      ? spawn('dotnet', [program], { stdio: ['pipe', 'pipe', 'inherit'] })
      : spawn('dotnet', ['run', '--project', PROJECT, '-c', configuration, '-v', 'q'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
    this.process.stdin.on('error', () => {});
  }

  /** The answers to the cases, in their order. */
  async ask(cases) {
    this.process.stdin.write(cases.map((test) => `${JSON.stringify(test)}\n`).join(''));
    const answers = [];
    for (const test of cases) {
      const { value, done } = await this.lines.next();
      if (done) {
        throw new Error(`The console ended before it answered case ${test.id}:\n${JSON.stringify(test)}`);
      }
      answers.push(JSON.parse(value));
    }
    return answers;
  }

  async close() {
    this.process.stdin.end();
    await new Promise((resolve) => this.process.once('exit', resolve));
  }
}
