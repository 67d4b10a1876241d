import { watch, type FSWatcher } from 'node:fs'
import { stat } from 'node:fs/promises'
import { foldersOnTheWay } from './folders-on-the-way.ts'

/** Several changes that come together, as an editor makes them, are reported once. */
const settleMilliseconds = 200

/**
 * Says when one of some files changes, appears or vanishes; also where its folder does not exist yet, or it lies behind
 * links. Nothing polls: every folder is watched in which a change can lead to another content.
 */
export function watchKubeconfig(paths: () => readonly string[], onChange: () => void) {
  let watchers: FSWatcher[] = []
  let timer: NodeJS.Timeout | null = null
  let known = ''
  let isStopped = false

  function unwatch(): void {
    for (const watcher of watchers) watcher.close()
    watchers = []
  }

  async function arm(): Promise<void> {
    const folders = new Set((await Promise.all(paths().map(foldersOnTheWay))).flat())
    if (isStopped) return
    unwatch()
    for (const folder of folders) {
      try {
        const watcher = watch(folder, { persistent: false }, lookSoon)
        // The folder itself has gone: the one above it is watched from then on.
        watcher.on('error', lookSoon)
        watchers.push(watcher)
      } catch {
        // It went in the meantime, or may not be watched: the others still tell.
      }
    }
  }

  function lookSoon(): void {
    if (isStopped) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void look(), settleMilliseconds)
  }

  async function look(): Promise<void> {
    await arm()
    const found = await signature(paths())
    if (isStopped || found === known) return
    known = found
    onChange()
  }

  const ready = Promise.all([arm(), signature(paths()).then((found) => (known = found))])
  return {
    /** Resolves when changes are noticed. */
    ready: ready.then(() => undefined),
    /** The paths have changed; the caller already knows what the new ones hold. */
    async changePaths(): Promise<void> {
      known = await signature(paths())
      await arm()
    },
    stop(): void {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      unwatch()
    },
  }
}

/** What tells a change of content apart from one that only touched its folder. */
async function signature(paths: readonly string[]): Promise<string> {
  const found = await Promise.all(
    paths.map((path) =>
      stat(path, { bigint: true }).then(
        ({ ino, size, mtimeNs, mode }) => `${ino} ${size} ${mtimeNs} ${mode}`,
        () => 'none',
      ),
    ),
  )
  return found.join('\n')
}
