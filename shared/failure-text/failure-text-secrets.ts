import { scopeText } from '../wording.ts'
import { spanText, whenText } from '../age.ts'
import type { FailureContext, FailureTexts } from './failure-text-shape.ts'
import { words } from './failure-wording.ts'
import { incompatibilityText } from './incompatibility-text.ts'

const nothingWritten = 'Nothing was written.'
const hour = 3_600_000

const longUnits: readonly [RegExp, string][] = [
  [/^(\d+) s$/, 'second'],
  [/^(\d+) min$/, 'minute'],
]

/** `4 seconds before you`, or the time if that was long ago. Empty for no time. */
function beforeYou(at: string, { now }: FailureContext): string {
  const age = now - Date.parse(at)
  if (Number.isNaN(age)) return ''
  if (age < 1000) return ' a moment before you'
  if (age >= hour) return ` ${whenText(at, now)}`
  const span = spanText(Math.floor(age / 1000) * 1000)
  for (const [pattern, unit] of longUnits) {
    const count = pattern.exec(span)?.[1]
    if (count !== undefined) return ` ${count} ${unit}${count === '1' ? '' : 's'} before you`
  }
  return ` ${span} before you`
}

/** Failures of one secret: it isn't, or is no longer, what was expected. */
export const secretTexts: FailureTexts<
  | 'secret-taken'
  | 'secret-gone'
  | 'secret-copied'
  | 'secret-not-understood'
  | 'secret-not-registered'
  | 'secret-changed'
  | 'secret-replaced'
  | 'credential-changed'
  | 'credential-released'
  | 'credential-of-console'
  | 'undo-over'
  | 'secret-unfit'
  | 'secret-exists'
  | 'credential-name-taken'
  | 'scope-elsewhere'
> = {
  'secret-taken': ({ name, credential, by, at }, place) => {
    const it = credential === '' ? 'a credential' : `the credential “${credential}”`
    const who = by === '' ? `It’s now ${it}` : `${by} used it for ${it}${beforeYou(at, place)}`
    return words(`${name} is already in use`, `${who}. ${nothingWritten}`, [])
  },
  'secret-gone': ({ namespace, name }) =>
    words(`${name} no longer exists`, `Someone deleted it from ${namespace}. ${nothingWritten}`, []),
  'secret-copied': ({ namespace, name, runaiNamespace }) =>
    words(
      `${name} in ${namespace} is a copy`,
      `Run:ai keeps it in sync with the original in ${runaiNamespace}. Only the original can become a credential. ${nothingWritten}`,
      [],
    ),
  'secret-not-understood': ({ name, label }) =>
    words(
      `${name} has an unknown registration`,
      `Credenza doesn’t know what its label ${label} means. It may be private to one user. ${nothingWritten}`,
      [],
    ),
  'secret-not-registered': ({ name }) =>
    words(
      `${name} is no longer registered here`,
      `Someone removed its labels or changed its scope. ${nothingWritten}`,
      [],
    ),
  'secret-changed': ({ name }) =>
    words(`${name} changed after it was checked`, `It’s still unused. ${nothingWritten} Try again.`, [
      'try-again',
    ]),
  'secret-replaced': ({ namespace, name }) =>
    words(
      `${name} was replaced by another secret`,
      `Someone deleted the one you saw from ${namespace} and created another with the same name. ${nothingWritten}`,
      [],
    ),
  'credential-changed': ({ name }) =>
    words(`${name} changed while you looked at it`, `Someone else changed it. ${nothingWritten}`, []),
  'credential-released': ({ namespace, name }) =>
    words(
      `${name} is no longer a credential`,
      `Someone released it. The secret is still in ${namespace}. ${nothingWritten}`,
      [],
    ),
  'credential-of-console': ({ name }) =>
    words(
      `${name} is managed by the Run:ai console`,
      `The control plane would undo your change. Change it in the console. ${nothingWritten}`,
      [],
    ),
  'undo-over': () =>
    words('This can no longer be undone', `The time for undoing it is over. ${nothingWritten}`, []),
  'secret-unfit': ({ name, incompatibilities }) =>
    words(
      `${name} isn’t suitable`,
      `${incompatibilities.map((incompatibility) => `${incompatibilityText(incompatibility)}. `).join('')}${nothingWritten}`,
      [],
    ),
  'secret-exists': ({ namespace, name, credential, registered, by }) => {
    const made = by === '' ? '' : `, created by ${by}`
    if (credential !== '') {
      return words(
        `A secret named ${name} already exists`,
        `In ${namespace} it’s the credential “${credential}”${made}. Choose another Kubernetes name.`,
        [],
      )
    }
    const what = registered
      ? `It’s registered with Run:ai${made}, but no credential uses it yet. Look for it among the existing secrets.`
      : by === ''
        ? 'Its purpose is unknown.'
        : `It was created by ${by}, not by Credenza.`
    return words(
      `A secret named ${name} already exists`,
      `It’s in ${namespace}. ${what} Choose another Kubernetes name.`,
      [],
    )
  },
  'credential-name-taken': ({ name, scope, secret }) =>
    words(
      `“${name}” is taken in this scope`,
      `${scopeText(scope)}: the credential of that name is the secret ${secret}. ${nothingWritten}`,
      [],
    ),
  'scope-elsewhere': ({ scope, namespace }) =>
    words(
      `Secrets of this scope don’t belong in ${namespace}`,
      scope.kind === 'project'
        ? `${namespace} isn’t the namespace of the project ${scope.id}. ${nothingWritten}`
        : `Secrets of the cluster and of departments belong in the Run:ai namespace. You can change it in Settings. ${nothingWritten}`,
      [],
    ),
}
