import type { CDPSession, ElectronApplication } from '@playwright/test'
import type { Measured } from './judge.ts'

/** What the window holds after a collection. `browser` is a session of its page. */
export async function countWindow(electron: ElectronApplication, browser: CDPSession): Promise<Measured> {
  const sizes = heapSizes(await takeHeapSnapshot(browser))
  const { documents, nodes, jsEventListeners } = await browser.send('Memory.getDOMCounters')
  await browser.send('Performance.enable')
  const { metrics } = await browser.send('Performance.getMetrics')
  await browser.send('Performance.disable')
  const { targetInfos } = await browser.send('Target.getTargets')
  const pages = targetInfos.filter(({ type }) => type === 'page').length
  // Timers, observers and the like that ending the page would end.
  const activities = metrics.find(({ name }) => name === 'ContextLifecycleStateObservers')?.value ?? 0
  return {
    ...sizes,
    'window: documents': documents,
    'window: nodes': nodes,
    'window: listeners': jsEventListeners,
    'window: activities': activities,
    'browser: pages': Math.max(pages, electron.windows().length),
  }
}

/** The part of a V8 heap snapshot that is read here. */
interface HeapSnapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } }
  /** All nodes in one list, each with as many numbers as there are fields. */
  nodes: number[]
}

async function takeHeapSnapshot(browser: CDPSession): Promise<HeapSnapshot> {
  const pieces: string[] = []
  const take = ({ chunk }: { chunk: string }) => void pieces.push(chunk)
  browser.on('HeapProfiler.addHeapSnapshotChunk', take)
  // It collects garbage first.
  await browser.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  browser.off('HeapProfiler.addHeapSnapshotChunk', take)
  return JSON.parse(pieces.join('')) as HeapSnapshot
}

/**
 * The program's memory. Leaves out compiled code: V8 adds to it as long as something is called more often than before,
 * which takes hundreds of laps.
 */
function heapSizes({ snapshot, nodes }: HeapSnapshot): Measured {
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, size, detachedness] = ['type', 'self_size', 'detachedness'].map((name) => fields.indexOf(name))
  if (type === undefined || size === undefined || detachedness === undefined)
    throw new Error('no such snapshot')
  let [bytes, detached] = [0, 0]
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0][nodes[at + type] ?? 0] ?? ''
    if (kind !== 'code' && kind !== 'native') bytes += nodes[at + size] ?? 0
    // 2: not part of a document.
    if (kind === 'native' && nodes[at + detachedness] === 2) detached += 1
  }
  return { 'window: objects bytes': bytes, 'window: detached nodes': detached }
}
