import { failed } from '../../../shared/failure.ts'
import { outsideFiles } from '../../kube/kubeconfig/outside-files.ts'
import type { ResolvedContext } from '../../kube/kubeconfig/resolved-context.ts'
import { fingerprintOfFiles, fingerprintOfProgram } from './consent-fingerprint.ts'
import { questionOfFiles, questionOfProgram } from './consent-question.ts'

/** What the user allowed, by the kubeconfig that asks for it: fingerprints. */
export interface ConsentMemory {
  allowedPrograms: Record<string, string[]>
  allowedFiles: Record<string, string[]>
}

/**
 * Asks before a kubeconfig runs a program or has files sent that are none of its own: a file that someone sent could
 * name any. What is allowed is remembered for the kubeconfig, whatever its entries are called. Nothing is trusted
 * because it was there first: where the memory was lost, everything is asked about again.
 */
export function createConsent(memory: {
  read: () => ConsentMemory
  change: (changes: Partial<ConsentMemory>) => Promise<unknown>
  /** The user's home folder. */
  home: string
}) {
  /** The question that must be answered next; `null` if everything is allowed. */
  async function nextQuestion(resolved: ResolvedContext, isUsualPlace: boolean): Promise<Question | null> {
    const { allowedFiles, allowedPrograms } = memory.read()
    // kubectl's own places are the user's: what they name is.
    const files = isUsualPlace ? [] : await outsideFiles(resolved, memory.home)
    if (files.length > 0) {
      const fingerprint = fingerprintOfFiles(resolved, files)
      if (!of(allowedFiles, resolved.file).includes(fingerprint)) {
        const error = failed('files-not-allowed', { ...questionOfFiles(resolved, files), fingerprint })
        return { kind: 'allowedFiles', file: resolved.file, fingerprint, error }
      }
    }
    if (resolved.signIn.kind !== 'plugin') return null
    const fingerprint = fingerprintOfProgram(resolved)
    const allowed = of(allowedPrograms, resolved.userFile)
    if (allowed.includes(fingerprint)) return null
    const error = failed('plugin-not-allowed', {
      ...questionOfProgram(resolved),
      isChanged: allowed.length > 0,
      fingerprint,
    })
    return { kind: 'allowedPrograms', file: resolved.userFile, fingerprint, error }
  }

  return {
    /**
     * Throws `files-not-allowed` or `plugin-not-allowed` with what there is to decide. The plugin's program must be
     * looked up before. `isUsualPlace`: kubectl looks there by itself.
     */
    async require(resolved: ResolvedContext, isUsualPlace: boolean): Promise<void> {
      const question = await nextQuestion(resolved, isUsualPlace)
      if (question !== null) throw question.error
    },

    /** Remembers the user's word for exactly what was shown; throws the question that there is now where it is another one. */
    async allow(resolved: ResolvedContext, isUsualPlace: boolean, fingerprint: string): Promise<void> {
      const question = await nextQuestion(resolved, isUsualPlace)
      if (question === null) return
      if (question.fingerprint !== fingerprint) throw question.error
      const known = memory.read()[question.kind]
      const others = Object.entries(known).filter(([file]) => file !== question.file)
      const allowed = [...of(known, question.file), fingerprint].slice(-mostOfFile)
      const files = [...others, [question.file, allowed] as const].slice(-mostFiles)
      await memory.change({ [question.kind]: Object.fromEntries(files) })
    },
  }
}

export type Consent = ReturnType<typeof createConsent>

interface Question {
  kind: keyof ConsentMemory
  /** The kubeconfig that asks. */
  file: string
  fingerprint: string
  error: Error
}

const mostFiles = 500
const mostOfFile = 500

const of = (known: Readonly<Record<string, string[]>>, file: string): string[] =>
  Object.hasOwn(known, file) ? (known[file] ?? []) : []
