import { createHash } from 'node:crypto'
import { failed } from '../../shared/failure.ts'
import type { ResolvedContext } from '../kube/resolved-context.ts'

/** What is remembered of programs that kubeconfigs want to run. */
export interface PluginMemory {
  /** By file and user: the command that was there last, as a fingerprint. */
  seenPlugins: Record<string, string>
  /** Fingerprints of commands that the user allowed. */
  allowedPlugins: string[]
}

/**
 * Asks before a kubeconfig runs a program: a file that someone sent could run anything. One in the places where
 * kubectl looks is trusted with the commands that it had when it was first seen; a changed command, and every other
 * file, needs the user's word, once for exactly that command.
 */
export function createPluginConsent(memory: {
  read: () => PluginMemory
  change: (changes: Partial<PluginMemory>) => Promise<unknown>
}) {
  return {
    /** Throws `plugin-not-allowed` with what there is to decide. `isUsualPlace`: kubectl looks there by itself. */
    async require(resolved: ResolvedContext, isUsualPlace: boolean): Promise<void> {
      if (resolved.signIn.kind !== 'plugin') return
      const fingerprint = fingerprintOf(resolved)
      const { seenPlugins, allowedPlugins } = memory.read()
      const key = keyOf(resolved)
      const seen = seenPlugins[key]
      if (seen === fingerprint || allowedPlugins.includes(fingerprint)) return
      if (isUsualPlace && seen === undefined) {
        await memory.change({ seenPlugins: { ...seenPlugins, [key]: fingerprint } })
        return
      }
      throw refusal(resolved, seen !== undefined)
    },

    /** Remembers the user's word for exactly the command that was shown; throws anew where it is another one now. */
    async allow(resolved: ResolvedContext, fingerprint: string): Promise<void> {
      if (resolved.signIn.kind !== 'plugin') return
      if (fingerprintOf(resolved) !== fingerprint) throw refusal(resolved, true)
      const { seenPlugins, allowedPlugins } = memory.read()
      if (allowedPlugins.includes(fingerprint)) return
      await memory.change({
        seenPlugins: { ...seenPlugins, [keyOf(resolved)]: fingerprint },
        allowedPlugins: [...allowedPlugins, fingerprint].slice(-mostAllowed),
      })
    },
  }
}

export type PluginConsent = ReturnType<typeof createPluginConsent>

const mostAllowed = 500

const keyOf = ({ userFile, user }: ResolvedContext): string => `${userFile}\n${user}`

function refusal(resolved: ResolvedContext, isChanged: boolean): Error {
  const { signIn, userFile, user } = resolved
  const { command, args, env } = signIn.kind === 'plugin' ? signIn.plugin : { command: '', args: [], env: {} }
  return failed('plugin-not-allowed', {
    file: userFile,
    user,
    command,
    args: [...args],
    environment: Object.keys(env),
    isChanged,
    fingerprint: fingerprintOf(resolved),
  })
}

/** Exactly one command: the program, its arguments and its environment with the values, of one user of one file. */
function fingerprintOf({ signIn, user, userFile }: ResolvedContext): string {
  if (signIn.kind !== 'plugin') return ''
  const { command, args, env } = signIn.plugin
  const sorted = Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([userFile, user, command, args, sorted]))
    .digest('hex')
}
