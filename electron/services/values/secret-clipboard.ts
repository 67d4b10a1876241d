import { createHmac, randomBytes } from 'node:crypto'
import { copiedSeconds } from '../../../shared/contract/values.ts'
import type { Clock } from '../../base/clock.ts'

/** The system clipboard. */
export interface SystemClipboard {
  /** Marks it, so that programs with a clipboard history leave it out. */
  writeSecret: (text: string) => Promise<void>
  readText: () => Promise<string>
  clear: () => void
}

/**
 * Copies a secret, and removes it from the clipboard after a while and at exit, if it is still there. Meanwhile it
 * keeps only a keyed hash of the secret, and drops the key with it.
 */
export function createSecretClipboard(clipboard: SystemClipboard, clock: Clock) {
  let copied: { isOurs: (text: string) => boolean; cancel: () => void } | null = null

  async function clearIfOurs(): Promise<void> {
    const mine = copied
    copied = null
    if (mine === null) return
    mine.cancel()
    // If it can't be read, nobody knows whose content it is.
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
    /** Call it at exit. */
    end: clearIfOurs,
  }
}

export type SecretClipboard = ReturnType<typeof createSecretClipboard>
