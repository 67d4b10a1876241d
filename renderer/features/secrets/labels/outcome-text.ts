import type { Failure } from '../../../../shared/failure.ts'
import { failureText, type FailureContext } from '../../../../shared/failure-text/failure-text.ts'
import { counted, grouped } from '../../../../shared/number-text.ts'
import type { LabelRun } from './label-run.ts'
import type { LineState } from './run-lines.ts'
import type { LabelAction } from '../rows/secret-row.ts'

const doneWords = { register: 'Registered', unregister: 'Unregistered' } as const
const doingWords = { register: 'Registering', unregister: 'Unregistering' } as const
const leftWords = { register: 'Not registered', unregister: 'Still registered' } as const

/** What a line says of its secret; the secret’s name stands beside it. */
export function lineText(state: LineState, action: LabelAction, place: FailureContext): string {
  switch (state.kind) {
    case 'waiting':
      return 'Waiting'
    case 'done':
      return doneWords[action]
    case 'failed':
      return failedText(state.failure, place)
    case 'left':
      return `${leftWords[action]}: left as it was`
  }
}

function failedText(failure: Failure, place: FailureContext): string {
  switch (failure.code) {
    case 'secret-changed':
      return 'Changed meanwhile by someone else: nothing was written'
    case 'secret-taken': {
      const name = failure.credential === '' ? '' : ` “${failure.credential}”`
      const by = failure.by === '' ? '' : `, made by ${failure.by}`
      return `Became the credential${name}${by}: nothing was written`
    }
    case 'secret-gone':
      return 'Deleted meanwhile'
    case 'secret-not-registered':
      return 'Unregistered meanwhile by someone else'
    default: {
      const { title } = failureText(failure, place)
      return failure.said === undefined ? title : `${title}. The cluster said: ${failure.said}`
    }
  }
}

/** What a change comes to, in one sentence or two. */
export function runText({ phase, total, done, failed, left }: LabelRun, action: LabelAction): string {
  if (phase === 'running') return `${doingWords[action]} ${grouped(done + failed)} of ${grouped(total)}`
  const wordOf = action === 'register' ? 'registered' : 'unregistered'
  const parts = [
    done === total
      ? `${counted(total, 'secret')} ${wordOf}`
      : `${grouped(done)} of ${counted(total, 'secret')} ${wordOf}`,
    failed === 0 ? '' : `${grouped(failed)} failed`,
    left === 0 ? '' : `${grouped(left)} left as ${left === 1 ? 'it was' : 'they were'}`,
  ]
  const sum = parts.filter((part) => part !== '').join(', ')
  return phase === 'cancelled' ? `Cancelled: ${sum}` : sum
}

/** Most characters of a report: what the clipboard takes. */
const mostCharacters = 99_000

/** The lines as a text to send to someone; the last ones of very many are only counted. */
export function runReport(run: LabelRun, action: LabelAction, place: FailureContext): string {
  const told: string[] = [`${place.context}: ${runText(run, action)}`]
  let room = mostCharacters
  for (const [at, { secret, state }] of run.lines.entries()) {
    const line = `${secret.namespace}/${secret.kubernetesName}: ${lineText(state, action, place)}`
    room -= line.length + 1
    if (room < 0) {
      told.push(`and ${grouped(run.lines.length - at)} more`)
      break
    }
    told.push(line)
  }
  return told.join('\n')
}
