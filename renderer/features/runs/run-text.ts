import type { Failure } from '../../../shared/failure.ts'
import { failureText, type FailureContext } from '../../../shared/failure-text/failure-text.ts'
import { counted, grouped } from '../../../shared/number-text.ts'
import type { Run } from './run.ts'
import type { LineState } from './run-lines.ts'

/** What is done to each secret, in words. */
export interface RunWords {
  /** `secret` or `credential`. */
  noun: string
  /** `Registering`. */
  doing: string
  /** `Registered`: for one line, and in lower case for all of them. */
  done: string
  /** `Not registered`: for one that wasn't changed. */
  left: string
}

/** The text of a line, next to the secret’s name. */
export function lineText(state: LineState, words: RunWords, place: FailureContext): string {
  switch (state.kind) {
    case 'waiting':
      return 'Waiting'
    case 'done':
      return state.remark ?? words.done
    case 'failed':
      return failedText(state.failure, place)
    case 'left':
      return `${words.left}: not changed`
  }
}

function failedText(failure: Failure, place: FailureContext): string {
  switch (failure.code) {
    case 'secret-changed':
    case 'credential-changed':
      return 'Someone else changed it. Nothing was written'
    case 'secret-taken': {
      const name = failure.credential === '' ? '' : ` “${failure.credential}”`
      const by = failure.by === '' ? '' : `, created by ${failure.by}`
      return `Became the credential${name}${by}. Nothing was written`
    }
    case 'secret-gone':
      return 'Someone deleted it'
    case 'secret-replaced':
      return 'Someone deleted it and created another secret with the same name'
    case 'credential-released':
      return 'Someone else released it'
    case 'secret-not-registered':
      return 'Someone else unregistered it'
    default: {
      const { title } = failureText(failure, place)
      return failure.said === undefined ? title : `${title}. The cluster said: ${failure.said}`
    }
  }
}

/** The outcome of a change in one or two sentences. */
export function runText({ phase, total, done, failed, left }: Run, words: RunWords): string {
  if (phase === 'running') return `${words.doing} ${grouped(done + failed)} of ${grouped(total)}`
  const wordOf = words.done.toLowerCase()
  const parts = [
    done === total
      ? `${counted(total, words.noun)} ${wordOf}`
      : `${grouped(done)} of ${counted(total, words.noun)} ${wordOf}`,
    failed === 0 ? '' : `${grouped(failed)} failed`,
    left === 0 ? '' : `${grouped(left)} not changed`,
  ]
  const sum = parts.filter((part) => part !== '').join(', ')
  return phase === 'cancelled' ? `Cancelled: ${sum}` : sum
}

/** Maximum number of characters in a report, so that it fits the clipboard. */
const mostCharacters = 99_000

/** The lines as text to send to someone. Beyond the limit they are only counted. */
export function runReport(run: Run, words: RunWords, place: FailureContext): string {
  const told: string[] = [`${place.context}: ${runText(run, words)}`]
  let room = mostCharacters
  for (const [at, { secret, state }] of run.lines.entries()) {
    const line = `${secret.namespace}/${secret.kubernetesName}: ${lineText(state, words, place)}`
    room -= line.length + 1
    if (room < 0) {
      told.push(`and ${grouped(run.lines.length - at)} more`)
      break
    }
    told.push(line)
  }
  return told.join('\n')
}

/** The question before closing a run that is under way, which cancels the rest. `null` if there is none. */
export function busyText(run: Run, words: RunWords): { text: string; leave: string } | null {
  if (run.phase !== 'running') return null
  return { text: `${runText(run, words)}. What is done stays done.`, leave: 'Cancel the rest' }
}
