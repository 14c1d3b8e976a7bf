// Drives one npm queue: each line of JSON on standard input is a command, answered by one line on standard output.
// The Java driver has the same verbs; see Commands.java.
import { createInterface } from 'node:readline'
import { Handled } from './handled.js'
import { openLoop } from './open-loop.js'
import { payloadOf } from './payloads.js'

const BATCH = 1000 // jobs that go into one call of a bulk enqueue
const { open } = await import(`./${process.argv[2]}.js`)
let queue, payloadSize, handled

const verbs = {
  async open(terms) {
    payloadSize = terms.payload
    queue = await open(terms)
  },

  async enqueue({ jobs }) {
    for (let from = 0; from < jobs; from += BATCH) {
      const size = Math.min(BATCH, jobs - from)
      await queue.enqueueBatch(Array.from({ length: size }, (_, i) => payloadOf(from + i, payloadSize)))
    }
  },

  // starts the workers and answers when enough is handled or the time is over; they go on
  async drain({ jobs, seconds }) {
    handled = new Handled(jobs)
    const counter = handled
    await queue.startWorkers(() => counter.job())
    const timeline = await counter.wait(seconds)
    return { nanos: counter.nanos(), handled: counter.count, seconds: timeline }
  },

  async latency({ jobs, perSecond, patience }) {
    return { micros: await openLoop(queue, { jobs, perSecond, patience, payloadSize }) }
  },

  async stop() {
    await queue.stopWorkers()
    return { handled: handled.count }
  },

  async close() {
    await queue.close()
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  let answer
  try {
    answer = (await verbs[command.verb](command)) ?? {}
  } catch (error) {
    console.error(error)
    answer = { error: String(error) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
process.exit(0)
