import { failed } from '../../../shared/failure.ts'
import { outsideFiles } from '../../kube/kubeconfig/outside-files.ts'
import type { ResolvedContext } from '../../kube/kubeconfig/resolved-context.ts'
import { fingerprintOfFiles, fingerprintOfProgram } from './consent-fingerprint.ts'
import { questionOfFiles, questionOfProgram } from './consent-question.ts'

/** Fingerprints of what the user allowed, by kubeconfig. */
export interface ConsentMemory {
  allowedPrograms: Record<string, string[]>
  allowedFiles: Record<string, string[]>
}

/**
 * Asks before a kubeconfig runs a program or has files sent that aren't its own: a file from someone else could name
 * any. Remembers what is allowed per kubeconfig, regardless of the names of its entries. Nothing is trusted on first
 * use: if the memory is lost, it asks about everything again.
 */
export function createConsent(memory: {
  read: () => ConsentMemory
  change: (changes: Partial<ConsentMemory>) => Promise<unknown>
  /** The user's home folder. */
  home: string
}) {
  /** The next question to answer. `null` if everything is allowed. */
  async function nextQuestion(resolved: ResolvedContext, isUsualPlace: boolean): Promise<Question | null> {
    const { allowedFiles, allowedPrograms } = memory.read()
    // kubectl's own files belong to the user, who may name anything in them.
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
     * Throws `files-not-allowed` or `plugin-not-allowed` with the question to answer. The plugin's program must already
     * be resolved. `isUsualPlace`: kubectl reads the file by default.
     */
    async require(resolved: ResolvedContext, isUsualPlace: boolean): Promise<void> {
      const question = await nextQuestion(resolved, isUsualPlace)
      if (question !== null) throw question.error
    },

    /**
     * Remembers that the user allowed exactly what was shown. If that has changed since, throws the current question.
     */
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
