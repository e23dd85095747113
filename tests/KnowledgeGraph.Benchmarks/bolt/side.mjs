// Runs the workloads of BoltBenchmark.cs with the official driver, one per line of standard input, and answers each with one line.
import { createInterface } from 'node:readline'
import neo4j from 'neo4j-driver'

const [uri, user, password] = process.argv.slice(2)
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true })

async function run (query, parameters) {
  const session = driver.session()
  try {
    return await session.run(query, parameters)
  } finally {
    await session.close()
  }
}

async function repeat (milliseconds, inFlight, work) {
  const end = performance.now() + milliseconds
  let done = 0
  const start = performance.now()
  const cpu = process.cpuUsage()
  await Promise.all(Array.from({ length: inFlight }, async () => {
    while (performance.now() < end) {
      await work(done)
      done++
    }
  }))
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { rate: done / seconds, cpu: (user + system) / 1000 / done }
}

const rows = Array.from({ length: 10000 }, (_, i) => ({ id: neo4j.int(i), name: `name ${i}`, score: i * 0.5 + 0.25, at: `2024-01-01T00:00:${i % 60}` }))

for await (const line of createInterface({ input: process.stdin })) {
  const { kind, query, milliseconds, inFlight } = JSON.parse(line)
  const work = kind === 'small'
    ? async i => { await run(query, { id: neo4j.int(i % 1000) }) }
    : kind === 'read'
      ? async () => { if ((await run(query)).records.length !== 10000) throw new Error('expected 10,000 rows') }
      : async () => { await run(query, { rows }) }
  console.log(JSON.stringify(await repeat(milliseconds, inFlight, work)))
}
await driver.close()
