import { createHmac, randomBytes } from 'node:crypto'
import { copiedSeconds } from '../../../shared/contract/values.ts'
import type { Clock } from '../../base/clock.ts'

/** The clipboard of the system. */
export interface SystemClipboard {
  /** Marked, so that programs that keep a history leave it out. */
  writeSecret: (text: string) => Promise<void>
  readText: () => Promise<string>
  clear: () => void
}

/**
 * Copies a secret and takes it off the clipboard again after a while and at the end, if it is still there. Between, a
 * keyed hash of it is kept and not the secret: the key goes with it.
 */
export function createSecretClipboard(clipboard: SystemClipboard, clock: Clock) {
  let copied: { isOurs: (text: string) => boolean; cancel: () => void } | null = null

  async function clearIfOurs(): Promise<void> {
    const mine = copied
    copied = null
    if (mine === null) return
    mine.cancel()
    // Where it can't be read, no one knows whose it is.
    const text = await clipboard.readText().catch(() => null)
    if (text !== null && mine.isOurs(text)) clipboard.clear()
  }

  return {
    async copy(text: string): Promise<void> {
      copied?.cancel()
      copied = null
      await clipboard.writeSecret(text)
      const key = randomBytes(32)
      const digest = (each: string) => createHmac('sha256', key).update(each).digest('hex')
      const hash = digest(text)
      copied = {
        isOurs: (each) => digest(each) === hash,
        cancel: clock.after(copiedSeconds * 1000, () => void clearIfOurs()),
      }
    },
    /** At the end of the application. */
    end: clearIfOurs,
  }
}

export type SecretClipboard = ReturnType<typeof createSecretClipboard>
