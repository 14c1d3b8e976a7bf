// Counts handled jobs and remembers when the wanted number was reached.
export class Handled {
  #wanted
  #began = process.hrtime.bigint()
  #ended
  #reach
  #reached = new Promise((resolve) => { this.#reach = resolve })
  count = 0

  constructor(wanted) {
    this.#wanted = wanted
  }

  job() {
    if (++this.count === this.#wanted) {
      this.#ended = process.hrtime.bigint()
      this.#reach()
    }
  }

  // Until the wanted number is reached, at most so long; how many were handled at the end of each second.
  wait(seconds) {
    const timeline = []
    return new Promise((resolve) => {
      const tick = setInterval(() => {
        timeline.push(this.count)
        if (timeline.length >= seconds) end()
      }, 1000)
      const end = () => { clearInterval(tick); resolve(timeline) }
      this.#reached.then(end)
    })
  }

  nanos() {
    return Number((this.#ended ?? process.hrtime.bigint()) - this.#began)
  }
}
