import { watch, type FSWatcher } from 'node:fs'
import { stat } from 'node:fs/promises'
import { foldersOnTheWay } from './folders-on-the-way.ts'

/** Changes within this time, as editors make them, are reported once. */
const settleMilliseconds = 200

/**
 * Reports when one of some files changes, appears or vanishes, even if its folder doesn't exist yet or it is behind
 * links. It doesn't poll: it watches every folder in which a change can lead to other content.
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
        // The folder itself was deleted. From now on its parent is watched.
        watcher.on('error', lookSoon)
        watchers.push(watcher)
      } catch {
        // It vanished meanwhile, or can't be watched. The others still report.
      }
    }
  }

  function lookSoon(): void {
    if (isStopped) return
    // Not put off by later events: a folder such as /tmp may never be quiet.
    timer ??= setTimeout(() => void look(), settleMilliseconds)
  }

  async function look(): Promise<void> {
    timer = null
    await arm()
    const found = await signature(paths())
    if (isStopped || found === known) return
    known = found
    onChange()
  }

  const ready = Promise.all([arm(), signature(paths()).then((found) => (known = found))])
  return {
    /** Resolves once changes will be noticed. */
    ready: ready.then(() => undefined),
    /** The paths have changed. The caller already knows the content of the new files. */
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

/** Distinguishes changes of content from those that only touched the folder. */
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
