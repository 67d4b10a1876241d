import { formatOf, type CredentialType, type KnownFormat } from '../credential-types/credential-types.ts'
import { labelsToWrite, registeringLabels } from '../registration.ts'
import { annotationKeys, describingAnnotations } from '../runai.ts'
import type { Claim, NewSecret, ScopedNamespace } from '../contract/wizard.ts'
import { yamlScalar } from './yaml-scalar.ts'
import {
  argument,
  placeholder,
  plain,
  type Argument,
  type ShellCommand,
  type ArgumentPiece,
} from '../shell-command.ts'

type Texts = Readonly<Record<string, string>>
/** The parts of a new credential that a command shows. Values aren't included. */
type ShownType = Pick<NewSecret, 'type' | 'format' | 'expiresAt'> & { registryUrl: string }
export type ShownNew = Pick<NewSecret, 'place' | 'name' | 'description' | 'kubernetesName'> &
  ShownType & {
    /** The keys of the form `entries`. A value that is a file, or has several lines, is read from a file. */
    keys?: readonly { key: string; isFile: boolean }[]
  }
type ShownClaim = Pick<Claim, 'place' | 'name' | 'description' | 'secret'> &
  ShownType & {
    /** Our annotations from an earlier claim. Those that this claim doesn't set are cleared. */
    leftAnnotations: readonly string[]
  }

/**
 * The commands that do what creating a credential does in one request. Empty fields become placeholders, here as in a
 * claim.
 */
export function createCommands(shown: ShownNew): ShellCommand {
  const { type, place, kubernetesName } = shown
  const { scope } = place
  const labels = labelsToWrite(scope.kind, type, scope.id)
  const format = formatOf(type, shown.format)
  const annotations = describingAnnotations({ ...shown, format: format?.id ?? null }, 'new')
  const call = { namespace: namespaceOf(place.namespace), names: [nameOr(kubernetesName, 'kubernetes-name')] }
  return [
    {
      ...call,
      verb: format?.form === 'registry-login' ? 'create secret docker-registry' : 'create secret generic',
      options: (format === null ? [] : valueOptions(format, shown)).map((option) => [option]),
      changes: [],
    },
    { ...call, verb: 'label secret', options: [], changes: assignments(labels) },
    {
      ...call,
      verb: 'annotate secret',
      options: [],
      changes: [
        ...assignments(annotations),
        argument(`${annotationKeys.createdBy}=`, placeholder('you')),
        argument(`${annotationKeys.createdAt}=`, placeholder('now')),
      ],
    },
  ]
}

/** The command that does what a claim does. */
export function claimCommand(shown: ShownClaim): ShellCommand {
  const { type, place, secret } = shown
  const { scope } = place
  const format = formatOf(type, shown.format)?.id ?? null
  const annotations = describingAnnotations({ ...shown, format }, 'existing')
  const set = [...Object.keys(annotations), annotationKeys.createdBy, annotationKeys.createdAt]
  const cleared = shown.leftAnnotations.filter((key) => !set.includes(key))
  const patch = [
    plain('\nmetadata:\n  resourceVersion: "'),
    textOr(secret.resourceVersion, 'version', (version) => JSON.stringify(version).slice(1, -1)),
    plain('"\n  labels:'),
    ...yamlLines(labelsToWrite(scope.kind, type, scope.id)),
    plain('\n  annotations:'),
    ...yamlLines(annotations),
    ...cleared.map((key) => plain(`\n    ${yamlScalar(key)}: null`)),
    plain(`\n    ${annotationKeys.createdBy}: "`),
    placeholder('you'),
    plain(`"\n    ${annotationKeys.createdAt}: "`),
    placeholder('now'),
    plain('"'),
  ]
  return [
    {
      namespace: namespaceOf(place.namespace),
      verb: 'patch secret',
      names: [nameOr(secret.name, 'secret')],
      options: [
        [argument('--type'), argument('merge'), argument('-p'), { pieces: joined(patch), isBlock: true }],
      ],
      changes: [],
    },
  ]
}

/** The command that registers secrets of one namespace. Without names it contains a placeholder. */
export function registerCommand(
  place: ScopedNamespace,
  type: CredentialType,
  names: readonly string[],
): ShellCommand {
  const labels = labelsToWrite(place.scope.kind, type, place.scope.id)
  // A label with another value is replaced, for which kubectl needs the flag.
  return labelCommand(place.namespace, names, [[argument('--overwrite')]], assignments(labels))
}

/** The command that removes the scope labels again. */
export function unregisterCommand(namespace: string, names: readonly string[]): ShellCommand {
  return labelCommand(
    namespace,
    names,
    [],
    registeringLabels.map((key) => argument(`${key}-`)),
  )
}

function labelCommand(
  namespace: string,
  names: readonly string[],
  options: Argument[][],
  changes: Argument[],
): ShellCommand {
  const named = (names.length === 0 ? [''] : names).map((name) => nameOr(name, 'secret'))
  return [{ namespace: namespaceOf(namespace), verb: 'label secret', names: named, options, changes }]
}

/** The text, or its placeholder while it is empty. */
const textOr = (text: string, missing: string, write = (given: string) => given): ArgumentPiece =>
  text === '' ? placeholder(missing) : plain(write(text))
const nameOr = (text: string, missing: string) => argument(textOr(text, missing))
const namespaceOf = (namespace: string) => nameOr(namespace, 'namespace')

const assignments = (texts: Texts): Argument[] =>
  Object.entries(texts).map(([key, value]) =>
    argument(`${key}=`, textOr(value, missingWords[key] ?? 'value')),
  )

/** Placeholders for annotations that haven't been entered yet. */
const missingWords: Readonly<Record<string, string>> = {
  [annotationKeys.credential]: 'name',
  [annotationKeys.registryUrl]: 'url',
}

/** The options for the values, each with a placeholder. */
function valueOptions({ form, fields }: KnownFormat, { registryUrl, keys = [] }: ShownNew): Argument[] {
  switch (form) {
    case 'registry-login':
      return [
        argument('--docker-server=', textOr(registryUrl, 'url')),
        ...fields.map(({ id, placeholder: word }) => argument(`--docker-${id}=`, placeholder(word))),
      ]
    case 'fields':
      return fields.map(({ key, placeholder: word }) => argument(`--from-literal=${key}=`, placeholder(word)))
    case 'file':
      return fields.map(({ key, placeholder: word }) => argument(`--from-file=${key}=`, placeholder(word)))
    case 'entries': {
      const shown = keys.length === 0 ? [{ key: '', isFile: false }] : keys
      return shown.map(({ key, isFile }) => {
        const option = isFile ? '--from-file=' : '--from-literal='
        const value = placeholder(isFile ? 'file' : 'value')
        return key === ''
          ? argument(option, placeholder('key'), '=', value)
          : argument(`${option}${key}=`, value)
      })
    }
  }
}

const yamlLines = (texts: Texts): ArgumentPiece[] =>
  Object.entries(texts).flatMap(([key, value]) => [
    plain(`\n    ${key}: `),
    ...(value === ''
      ? [plain('"'), placeholder(missingWords[key] ?? 'value'), plain('"')]
      : [plain(yamlScalar(value))]),
  ])

/** Joins adjacent pieces of the same kind. */
function joined(pieces: readonly ArgumentPiece[]): ArgumentPiece[] {
  const all: ArgumentPiece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (last?.kind === 'plain' && piece.kind === 'plain') all.splice(-1, 1, plain(last.text + piece.text))
    else all.push(piece)
  }
  return all
}
