import { readdir, readFile, readlink } from 'node:fs/promises'
import type { Measured } from './judge.ts'

/** Open files by kind, threads and children of a process. Empty if the system doesn't say. */
export async function countProcess(pid: number): Promise<Measured> {
  const counts: Record<string, number> = {}
  if (process.platform !== 'linux') return counts
  const add = (name: string) => void (counts[name] = (counts[name] ?? 0) + 1)
  for (const entry of await readdir(`/proc/${pid}/fd`)) {
    const target = await readlink(`/proc/${pid}/fd/${entry}`).catch(() => null)
    if (target !== null) add(`main: open ${kindOf(target)}`)
  }
  for (const _ of await readdir(`/proc/${pid}/task`)) add('main: threads')
  for (const _ of await childrenOf(pid)) add('main: children')
  counts['main: resident bytes'] = await residentBytes(pid)
  const renderer = await largestRenderer(pid)
  if (renderer !== null) counts['window: resident bytes'] = await residentBytes(renderer)
  return counts
}

/** `socket:[123]` is a socket, `/home/x/y` a file. */
function kindOf(target: string): string {
  const kind = /^(anon_inode|socket|pipe):/.exec(target)?.[1]
  if (kind === undefined) return 'files'
  return { anon_inode: 'kernel objects', socket: 'sockets', pipe: 'pipes' }[kind] ?? kind
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024
}

/** A process and all of its descendants, itself first. */
export async function processesBelow(pid: number): Promise<number[]> {
  const found = [pid]
  for (const at of found) found.push(...(await childrenOf(at)))
  return found
}

/** The processes that a process's threads have started. Empty if it has ended. */
async function childrenOf(pid: number): Promise<number[]> {
  const found: number[] = []
  for (const thread of await readdir(`/proc/${pid}/task`).catch(() => [])) {
    const text = await readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')
    found.push(
      ...text
        .split(' ')
        .filter((each) => each.trim() !== '')
        .map(Number),
    )
  }
  return found
}

/** The process of the window's page. A browser may keep an empty one beside it. */
async function largestRenderer(pid: number): Promise<number | null> {
  let [largest, most] = [null as number | null, 0]
  for (const each of await processesBelow(pid)) {
    const line = await readFile(`/proc/${each}/cmdline`, 'utf8').catch(() => '')
    if (!line.includes('--type=renderer')) continue
    const bytes = await residentBytes(each)
    if (bytes > most) [largest, most] = [each, bytes]
  }
  return largest
}
