// pg-boss: batches of 500, no priorities, and the shortest poll that it allows. Each work() handles a batch at a time; more of
// them than connections in the pool only wait for each other.
import PgBoss from 'pg-boss'

const QUEUE = 'benchmark'

export async function open({ port, database, pool }) {
  const boss = new PgBoss({ host: '127.0.0.1', port, database, user: 'postgres', max: pool })
  boss.on('error', (error) => console.error(error))
  await boss.start()
  if (!(await boss.getQueue(QUEUE))) await boss.createQueue(QUEUE)

  return {
    enqueueBatch: (payloads) => boss.insert(payloads.map((payload) => ({ name: QUEUE, data: { payload } }))),

    enqueue: (payload) => boss.send(QUEUE, { payload }),

    async startWorkers(handler) {
      const work = async (jobs) => { for (const job of jobs) handler(job.data.payload) }
      await Promise.all(Array.from({ length: pool },
        () => boss.work(QUEUE, { batchSize: 500, priority: false, pollingIntervalSeconds: 0.5 }, work)))
    },

    stopWorkers: () => boss.offWork(QUEUE),

    close: () => boss.stop({ graceful: true, wait: true, timeout: 10_000 }),
  }
}
