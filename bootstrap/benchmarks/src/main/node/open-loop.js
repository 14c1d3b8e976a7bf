// Enqueues at a fixed rate, however long an enqueue takes, and measures each job in microseconds from the moment that was
// meant for it until its handler's first line: a stall counts for every job that it delays (no coordinated omission).
import { numberOf, payloadOf } from './payloads.js'

const TIMER_MILLIS = 2 // a timer may be late by this much; the rest of the way the event loop turns

export async function openLoop(queue, { jobs, perSecond, patience, payloadSize }) {
  const started = new Float64Array(jobs)
  let left = jobs, allStarted
  const done = new Promise((resolve) => { allStarted = resolve })
  await queue.startWorkers((payload) => {
    const now = performance.now()
    const number = numberOf(payload)
    if (started[number] === 0) {
      started[number] = now
      if (--left === 0) allStarted(true)
    }
  })
  const gap = 1000 / perSecond
  const first = performance.now() + gap
  const failures = []
  for (let i = 0; i < jobs; i++) {
    await moment(first + i * gap)
    queue.enqueue(payloadOf(i, payloadSize)).catch((error) => failures.push(error))
  }
  const timer = setTimeout(() => allStarted(false), patience * 1000)
  const complete = await done
  clearTimeout(timer)
  if (!complete) throw failures[0] ?? new Error(`${left} jobs have not started after ${patience} s`)
  return Array.from(started, (at, i) => Math.round((at - (first + i * gap)) * 1000))
}

async function moment(at) {
  const sleep = at - performance.now() - TIMER_MILLIS
  if (sleep > 0) await new Promise((resolve) => { setTimeout(resolve, sleep) })
  while (performance.now() < at) await new Promise((resolve) => { setImmediate(resolve) })
}
