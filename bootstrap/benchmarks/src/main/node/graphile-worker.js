// graphile-worker, with the settings of its own performance page: a local queue of 500, completions and failures in batches.
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import pg from 'pg'

const TASK = 'benchmark'
const logger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') console.error(level, message)
})

export async function open({ port, database, pool, workers }) {
  const pgPool = new pg.Pool({ host: '127.0.0.1', port, database, user: 'postgres', max: pool })
  // a pool without these ends the process when the server closes a connection
  pgPool.on('error', (error) => console.error(error.message))
  pgPool.on('connect', (client) => client.on('error', (error) => console.error(error.message)))
  const utils = await makeWorkerUtils({ pgPool, logger })
  await utils.migrate()
  let runner

  return {
    enqueueBatch: (payloads) => utils.addJobs(payloads.map((payload) => ({ identifier: TASK, payload }))),

    enqueue: (payload) => utils.addJob(TASK, payload),

    async startWorkers(handler) {
      runner = await run({
        pgPool,
        logger,
        noHandleSignals: true,
        taskList: { [TASK]: async (payload) => handler(payload) },
        preset: {
          worker: {
            concurrentJobs: workers,
            maxPoolSize: pool,
            localQueue: { size: 500 },
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
          },
        },
      })
    },

    async stopWorkers() {
      await runner?.stop()
      runner = undefined
    },

    async close() {
      await this.stopWorkers()
      await utils.release()
      await pgPool.end()
    },
  }
}
