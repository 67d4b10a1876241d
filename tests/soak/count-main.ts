import type { ElectronApplication } from '@playwright/test'
import type { Measured } from './judge.ts'

/**
 * What is alive in the main process after a collection: bytes of its heap without compiled code, listeners by the kind of emitter, running
 * timers, and what keeps its event loop alive. Queries the heap itself, so that nothing has to be replaced before, and
 * unreferenced timers are found too.
 */
export const countMain = (electron: ElectronApplication): Promise<Measured> => electron.evaluate(countHere)

/** Runs inside the main process, where it is sent as text: it may only use globals. */
async function countHere(): Promise<Record<string, number>> {
  const { Session } = process.getBuiltinModule('node:inspector/promises')
  const v8 = process.getBuiltinModule('node:v8')
  const vm = process.getBuiltinModule('node:vm')
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc') as (how: object) => void
  // What a finalizer releases is collected in the next turn.
  for (let turn = 0; turn < 3; turn++) {
    // Also drops compiled code that wasn't used lately, which grows as long as functions are called more often.
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  const code = v8.getHeapCodeStatistics()
  const counts: Record<string, number> = {
    // V8 compiles more as long as functions are called more often.
    'main: heap bytes': heapUsed - code.code_and_metadata_size - code.bytecode_and_metadata_size,
    'main: outside the heap bytes': external + arrayBuffers,
  }
  for (const kind of process.getActiveResourcesInfo()) {
    const name = `main: active ${kind}`
    counts[name] = (counts[name] ?? 0) + 1
  }

  const session = new Session()
  session.connect()
  /** Runs a function over all living objects of a kind. `find` returns the prototype of that kind. */
  const ask = async (find: string, look: string): Promise<Record<string, number>> => {
    const { result: kind } = await session.post('Runtime.evaluate', { expression: find })
    const prototypeObjectId = kind.objectId ?? ''
    const { objects } = await session.post('Runtime.queryObjects', { prototypeObjectId })
    const objectId = objects.objectId ?? ''
    const { result, exceptionDetails } = await session.post('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: look,
      returnByValue: true,
    })
    // Otherwise the session would keep them.
    await session.post('Runtime.releaseObject', { objectId })
    await session.post('Runtime.releaseObject', { objectId: prototypeObjectId })
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'no count')
    return result.value as Record<string, number>
  }
  const listeners = `function () {
    const counts = {}
    for (const each of this) {
      // Prototypes are found too, and objects that are not made whole.
      try {
        const name = 'main: listeners of ' + (each === process ? 'process' : each.constructor.name)
        const own = each.eventNames().reduce((sum, event) => sum + each.listenerCount(event), 0)
        if (own > 0) counts[name] = (counts[name] ?? 0) + own
      } catch {}
    }
    return counts
  }`
  const targets = `function () {
    const counts = {}
    for (const each of this) {
      const map = Object.getOwnPropertySymbols(each).find((symbol) => symbol.description === 'kEvents')
      if (map === undefined || each[map] === undefined) continue
      let own = 0
      // Not what every Map is: Node made it safe from changes of Map.
      each[map].forEach((root) => (own += root.size))
      const name = 'main: listeners of ' + each.constructor.name
      if (own > 0) counts[name] = (counts[name] ?? 0) + own
    }
    return counts
  }`
  const timers = `function () {
    let running = 0
    for (const each of this) if (each._destroyed === false && each._onTimeout !== null) running += 1
    return { 'main: timers': running }
  }`
  try {
    Object.assign(
      counts,
      await ask(`process.getBuiltinModule('node:events').prototype`, listeners),
      await ask('EventTarget.prototype', targets),
      await ask(
        `(() => { const timer = setTimeout(() => {}, 0); clearTimeout(timer); return Object.getPrototypeOf(timer) })()`,
        timers,
      ),
    )
  } finally {
    session.disconnect()
  }
  return counts
}
