/**
 * Named work. `after` names tasks that must end first; `room` is the share of the machine it takes (1 by default, 0 for
 * what mostly waits). `start` must not reject: a task handles its own failure.
 * @typedef {{ name: string, after?: string[], room?: number, start: () => Promise<void> }} Task
 */

/**
 * Runs tasks in parallel. The first in the list that is ready and fits starts first. A task that needs more room than
 * there is runs alone.
 * @param {Task[]} tasks
 * @param {{ room: number, tell: (line: string) => void, everySeconds?: number }} options `tell` is called
 *   periodically with what is still running, and for how many seconds
 */
export async function runSideBySide(tasks, { room, tell, everySeconds = 30 }) {
  const waiting = [...tasks]
  const ended = new Set()
  /** @type {Map<Task, { begin: number, done: Promise<Task> }>} */
  const running = new Map()
  const names = new Set(tasks.map(({ name }) => name))
  const isReady = ({ after = [] }) => after.every((name) => ended.has(name) || !names.has(name))
  const used = () => [...running.keys()].reduce((sum, task) => sum + roomOf(task), 0)
  const fits = (task) => used() === 0 || used() + roomOf(task) <= room

  const timer = setInterval(() => tell(stillRunning(running)), everySeconds * 1000)
  try {
    while (waiting.length > 0 || running.size > 0) {
      const next = waiting.findIndex((task) => isReady(task) && fits(task))
      const [task] = next < 0 ? [] : waiting.splice(next, 1)
      if (task) {
        running.set(task, { begin: Date.now(), done: task.start().then(() => task) })
        continue
      }
      if (running.size === 0) throw new Error(`Tasks wait for each other: ${waiting.map(({ name }) => name)}`)
      const done = await Promise.race([...running.values()].map((each) => each.done))
      running.delete(done)
      ended.add(done.name)
    }
  } finally {
    clearInterval(timer)
  }
}

const roomOf = ({ room = 1 }) => room

function stillRunning(running) {
  const seconds = (begin) => Math.round((Date.now() - begin) / 1000)
  const parts = [...running].map(([{ name }, { begin }]) => `${name} (${seconds(begin)} s)`)
  return `… still running: ${parts.join(', ')}`
}
