import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system in a folder, small enough to fill up quickly. */
export interface SmallDisk {
  folder: string
  /** Leaves this many bytes free. */
  fillUpTo: (free: number) => void
  makeReadOnly: () => void
  /** Detaches it although files on it are open, like a lost network drive. */
  takeAway: () => void
  remove: () => void
}

const size = 64 * 1024
const mount = (...args: string[]) => spawnSync('mount', args, { encoding: 'utf8' })

/** Mounts a tmpfs of 64 KiB; `null`, with the reason printed, if this user may not mount. */
export function mountSmallDisk(): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'credenza-disk-'))
  const made = mount('-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', folder)
  if (made.status !== 0) {
    rmdirSync(folder)
    process.stdout.write(`Not tried on a real full disk: ${made.stderr || String(made.error)}\n`)
    return null
  }
  let isThere = true
  const takeAway = () => {
    if (isThere) spawnSync('umount', ['--lazy', folder])
    isThere = false
  }
  return {
    folder,
    fillUpTo: (free) => {
      mkdirSync(join(folder, 'full'), { recursive: true })
      writeFileSync(join(folder, 'full', 'filler'), Buffer.alloc(size - free))
    },
    makeReadOnly: () => void mount('-o', 'remount,ro', folder),
    takeAway,
    remove: () => {
      takeAway()
      rmdirSync(folder)
    },
  }
}
