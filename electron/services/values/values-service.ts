import { longestShown, type OneKey, type RevealedValue } from '../../../shared/contract/values.ts'
import { failed } from '../../../shared/failure.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RequireSafe } from '../contexts/connection-consent.ts'
import { readWholeSecret } from '../secret-values/whole-secret.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { SecretClipboard } from './secret-clipboard.ts'

interface ValuesDeps {
  /** Returns an open context. Throws `list-not-open` if it isn't open. */
  opened: (context: string) => OpenCluster
  requireSafe: RequireSafe
  settings: Pick<SettingsStore, 'read'>
  /** The policy file that forbids it. Empty if none does. */
  policyFile: string
  clipboard: Pick<SecretClipboard, 'copy'>
}

/** Shows and copies one value at a time, when a person asks for it. Keeps no values. */
export function createValues({ opened, requireSafe, settings, policyFile, clipboard }: ValuesDeps) {
  /** Throws `switched-off`, `connection-unsafe`, `secret-gone`, `key-gone`, and request failures. */
  async function bytesOf({ context, namespace, name, key }: OneKey): Promise<Buffer> {
    if (!settings.read().canRevealValues) throw failed('switched-off', { what: 'reveal', file: policyFile })
    const { connection, place } = opened(context)
    requireSafe(place)
    const { secret } = await readWholeSecret(connection, { namespace, name })
    const value = Object.hasOwn(secret.data, key) ? secret.data[key] : undefined
    if (value === undefined) throw failed('key-gone', { namespace, name, key })
    return Buffer.from(value, 'base64')
  }

  return {
    async reveal(asked: OneKey): Promise<RevealedValue> {
      const bytes = await bytesOf(asked)
      const size = bytes.length
      const text = textOf(bytes)
      bytes.fill(0)
      if (text === null) return { kind: 'binary', size }
      return text.length > longestShown ? { kind: 'long-text', size } : { kind: 'text', text, size }
    },

    async copy(asked: OneKey): Promise<null> {
      const bytes = await bytesOf(asked)
      const text = textOf(bytes)
      bytes.fill(0)
      const { name, key } = asked
      if (text === null) throw failed('value-not-text', { name, key })
      await clipboard.copy(text)
      return null
    },
  }
}

export type Values = ReturnType<typeof createValues>

/** Decodes the bytes as UTF-8 without losing any. `null` if they aren't text. */
function textOf(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
