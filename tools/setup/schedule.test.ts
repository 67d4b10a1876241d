import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { runSideBySide, type Task } from './schedule.mjs'

/** Tasks that record when they start and end. */
function recorded() {
  const events: string[] = []
  const task = (name: string, more: Partial<Task> & { steps?: number } = {}): Task => ({
    name,
    ...more,
    start: async () => {
      events.push(`+${name}`)
      for (let step = 0; step < (more.steps ?? 1); step += 1) await wait(1)
      events.push(`-${name}`)
    },
  })
  /** The maximum number of tasks that ran together. */
  const most = () => {
    let now = 0
    return Math.max(...events.map((event) => (now += event.startsWith('+') ? 1 : -1)))
  }
  return { events, task, most }
}
const quiet = { tell: () => undefined }

describe('Tasks side by side', () => {
  test('all run, as many at once as there is room for', async () => {
    const { events, task, most } = recorded()
    await runSideBySide(
      ['a', 'b', 'c', 'd', 'e'].map((name) => task(name)),
      { room: 2, ...quiet },
    )
    expect(events.filter((event) => event.startsWith('-')).sort()).toEqual(['-a', '-b', '-c', '-d', '-e'])
    expect(most()).toBe(2)
  })

  test('wait for what they come after, and for nothing that was not asked for', async () => {
    const { events, task } = recorded()
    const tasks = [task('specs', { after: ['build', 'cluster'] }), task('build', { steps: 3 })]
    await runSideBySide(tasks, { room: 4, ...quiet })
    expect(events).toEqual(['+build', '-build', '+specs', '-specs'])
  })

  test('take room by their size; one that needs more than there is runs alone', async () => {
    const { events, task } = recorded()
    const tasks = [task('small', { steps: 3 }), task('huge', { room: 9 }), task('idle', { room: 0 })]
    await runSideBySide(tasks, { room: 2, ...quiet })
    expect(events.indexOf('+huge')).toBeGreaterThan(events.indexOf('-small'))
    expect(events.indexOf('+idle')).toBeLessThan(events.indexOf('-small'))
  })

  test('say what is still running, with its seconds', async () => {
    const told: string[] = []
    const tasks = [{ name: 'slow', start: () => wait(60) }]
    await runSideBySide(tasks, { room: 1, tell: (line) => told.push(line), everySeconds: 0.02 })
    expect(told[0]).toMatch(/^… still running: slow \(\d+ s\)$/)
  })

  test('that wait for each other are refused instead of waiting forever', async () => {
    const { task } = recorded()
    const tasks = [task('hen', { after: ['egg'] }), task('egg', { after: ['hen'] })]
    await expect(runSideBySide(tasks, { room: 2, ...quiet })).rejects.toThrow('hen,egg')
  })
})
