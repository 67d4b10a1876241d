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

/** `4 seconds before you`, or when it was where that is long ago; empty for no time. */
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

/** Failures of one secret: it is not, or no longer, what was wanted. */
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
    const who = by === '' ? `It is ${it} now` : `${by} made it ${it}${beforeYou(at, place)}`
    return words(`${name} was taken by someone else`, `${who}. ${nothingWritten}`, [])
  },
  'secret-gone': ({ namespace, name }) =>
    words(`${name} does not exist any more`, `Someone deleted it from ${namespace}. ${nothingWritten}`, []),
  'secret-copied': ({ namespace, name, runaiNamespace }) =>
    words(
      `${name} in ${namespace} is a copy`,
      `Its labels are those of a wider scope, so Run:ai keeps it like its original in ${runaiNamespace}. Only the original can become a credential. ${nothingWritten}`,
      [],
    ),
  'secret-not-understood': ({ name, label }) =>
    words(
      `${name} is registered by something unknown`,
      `Credenza does not know what its label ${label} means. It may be private to one user. ${nothingWritten}`,
      [],
    ),
  'secret-not-registered': ({ name }) =>
    words(
      `${name} is not registered here any more`,
      `Its labels were removed, or are those of another scope. ${nothingWritten}`,
      [],
    ),
  'secret-changed': ({ name }) =>
    words(
      `${name} changed after it was looked at`,
      `It is still unused. ${nothingWritten} It is looked at anew before the next try.`,
      ['try-again'],
    ),
  'secret-replaced': ({ namespace, name }) =>
    words(
      `${name} is another secret now`,
      `The one that was shown was deleted from ${namespace}, and another one of its name was made. ${nothingWritten}`,
      [],
    ),
  'credential-changed': ({ name }) =>
    words(`${name} changed after it was shown`, `Someone else changed it. ${nothingWritten}`, []),
  'credential-released': ({ namespace, name }) =>
    words(
      `${name} is no credential any more`,
      `Someone released it. The secret is still in ${namespace}. ${nothingWritten}`,
      [],
    ),
  'credential-of-console': ({ name }) =>
    words(
      `${name} is kept by Run:ai’s console`,
      `The control plane would put it back. Change it in the console. ${nothingWritten}`,
      [],
    ),
  'undo-over': () => words('This can’t be undone any more', `The time for it is over. ${nothingWritten}`, []),
  'secret-unfit': ({ name, incompatibilities }) =>
    words(
      `${name} can’t serve`,
      `${incompatibilities.map((incompatibility) => `${incompatibilityText(incompatibility)}. `).join('')}${nothingWritten}`,
      [],
    ),
  'secret-exists': ({ namespace, name, credential, registered, by }) => {
    const made = by === '' ? '' : `, made by ${by}`
    if (credential !== '') {
      return words(
        `A secret named ${name} exists already`,
        `In ${namespace} it is the credential “${credential}”${made}. Another Kubernetes name is needed.`,
        [],
      )
    }
    const what = registered
      ? `It is registered with Run:ai${made}, and no credential yet: it may be among the existing secrets.`
      : by === ''
        ? 'What it is for isn’t known.'
        : `It is no secret of Credenza’s${made}.`
    return words(
      `A secret named ${name} exists already`,
      `It stands in ${namespace}. ${what} Another Kubernetes name is needed.`,
      [],
    )
  },
  'credential-name-taken': ({ name, scope, secret }) =>
    words(
      `“${name}” is taken in this scope`,
      `${scopeText(scope)}: the secret ${secret} is the credential of that name. ${nothingWritten}`,
      [],
    ),
  'scope-elsewhere': ({ scope, namespace }) =>
    words(
      `Secrets of this scope don’t belong into ${namespace}`,
      scope.kind === 'project'
        ? `${namespace} is not, or not any more, the namespace of the project ${scope.id}. ${nothingWritten}`
        : `Those of the cluster and of departments stand in Run:ai’s own namespace, which the settings name. ${nothingWritten}`,
      [],
    ),
}
