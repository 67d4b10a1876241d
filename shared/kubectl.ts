import { annotationKeys, labelsToWrite, registeringLabels, valueFields, dataKeys } from './runai.ts'
import type { Claim, NewSecret, Place } from './contract/wizard.ts'
import type { CredentialType, ValueField } from './runai.ts'

/**
 * A piece of a command for a POSIX shell. A placeholder stands for what is filled in as it is written: a value, the
 * user, the time.
 */
export interface CommandPart {
  text: string
  kind: 'plain' | 'verb' | 'placeholder'
}
export type Command = readonly CommandPart[]

type Texts = Readonly<Record<string, string>>
/** The parts of a new credential that a command shows; values are none of them. */
export type ShownNew = Pick<NewSecret, 'type' | 'place' | 'name' | 'description' | 'kubernetesName'> & {
  registryUrl: string
}
export type ShownClaim = Pick<Claim, 'type' | 'place' | 'name' | 'description' | 'secret'> & {
  registryUrl: string
  /** Our annotations that the secret bears from an earlier claim: those that this one does not set are cleared. */
  leftAnnotations: readonly string[]
}

/** The annotations of a credential but for who made it and when, which only the write itself knows. */
export function describingAnnotations(
  credential: { type: CredentialType; name: string; description: string; registryUrl: string },
  origin: 'new' | 'existing',
): Record<string, string> {
  const { type, name, description, registryUrl } = credential
  return {
    [annotationKeys.credential]: name,
    ...(description === '' ? {} : { [annotationKeys.description]: description }),
    ...(type === 'docker-registry' ? { [annotationKeys.registryUrl]: registryUrl } : {}),
    [annotationKeys.origin]: origin,
  }
}

/**
 * The commands that make what creating from a new secret makes in one request. What is still empty is a placeholder,
 * here as in a claim.
 */
export function createCommands(shown: ShownNew): Command {
  const { type, place, kubernetesName } = shown
  const { scope, namespace } = place
  const labels = labelsToWrite(scope.kind, type, scope.name)
  const annotations = describingAnnotations(shown, 'new')
  const name = [plain(' '), ...wordOr(kubernetesName, 'kubernetes-name')]
  return [
    ...kubectl(namespace),
    verb(type === 'docker-registry' ? 'create secret docker-registry' : 'create secret generic'),
    ...name,
    ...(type === 'docker-registry'
      ? [...line('--docker-server='), ...wordOr(shown.registryUrl, missingWords[annotationKeys.registryUrl])]
      : []),
    ...valueFields[type].flatMap((field) => [
      ...line(flagOf(type, field)),
      placeholder(`<${wordOf[field]}>`),
    ]),
    plain('\n'),
    ...kubectl(namespace),
    verb('label secret'),
    ...name,
    ...assignments(labels),
    plain('\n'),
    ...kubectl(namespace),
    verb('annotate secret'),
    ...name,
    ...assignments(annotations),
    ...filledIn((key) => line(`${key}=`)),
  ]
}

/** The one command that makes what a claim makes. */
export function claimCommand(shown: ShownClaim): Command {
  const { type, place, secret } = shown
  const { scope, namespace } = place
  const { resourceVersion } = secret
  const annotations = describingAnnotations(shown, 'existing')
  const set = [...Object.keys(annotations), ...filledInKeys]
  const cleared = shown.leftAnnotations.filter((key) => !set.includes(key))
  return [
    ...kubectl(namespace),
    verb('patch secret'),
    plain(' '),
    ...wordOr(secret.name, 'secret'),
    plain(` \\\n  --type merge -p '\nmetadata:\n  resourceVersion: `),
    ...(resourceVersion === '' ? [placeholder('<version>')] : [quoted(JSON.stringify(resourceVersion))]),
    plain('\n  labels:'),
    ...yamlLines(labelsToWrite(scope.kind, type, scope.name)),
    plain('\n  annotations:'),
    ...yamlLines(annotations),
    ...cleared.map((key) => plain(`\n    ${key}: null`)),
    ...filledIn((key) => [plain(`\n    ${key}: `)]),
    plain("'"),
  ]
}

/** The command that registers secrets of one namespace; without any name it has a placeholder. */
export function registerCommand(place: Place, type: CredentialType, names: readonly string[]): Command {
  const labels = labelsToWrite(place.scope.kind, type, place.scope.name)
  // A label that stands there with another value is replaced, which kubectl does only when it is told to.
  return labelCommand(place.namespace, names, [...line('--overwrite'), ...assignments(labels)])
}

/** The command that takes the scope labels away again. */
export function unregisterCommand(namespace: string, names: readonly string[]): Command {
  return labelCommand(
    namespace,
    names,
    registeringLabels.flatMap((key) => line(`${key}-`)),
  )
}

/** The text of a command as it is copied. */
export const commandText = (command: Command): string => command.map(({ text }) => text).join('')

function labelCommand(namespace: string, names: readonly string[], changes: CommandPart[]): Command {
  const listed = names.flatMap((name) => [plain(' '), ...wordOr(name, 'secret')])
  const named = names.length === 0 ? [plain(' '), placeholder('<secret>')] : listed
  return [...kubectl(namespace), verb('label secret'), ...named, ...changes]
}

const plain = (text: string): CommandPart => ({ text, kind: 'plain' })
const verb = (text: string): CommandPart => ({ text, kind: 'verb' })
const placeholder = (text: string): CommandPart => ({ text, kind: 'placeholder' })

const kubectl = (namespace: string): CommandPart[] => [verb('kubectl'), plain(` -n ${namespace} \\\n  `)]
/** An argument on a line of its own. */
const line = (text: string): CommandPart[] => [plain(` \\\n  ${text}`)]
const assignments = (texts: Texts) =>
  Object.entries(texts).flatMap(([key, value]) => [
    ...line(`${key}=`),
    ...wordOr(value, missingWords[key] ?? 'value'),
  ])

/** What stands for an annotation that is not entered yet. */
const missingWords: Readonly<Record<string, string>> = {
  [annotationKeys.credential]: 'name',
  [annotationKeys.registryUrl]: 'url',
}
/** A word of the command, or the placeholder of one that is empty yet. */
const wordOr = (text: string, missing = 'value'): CommandPart[] =>
  text === '' ? [placeholder(`<${missing}>`)] : [plain(shellWord(text))]

const filledInKeys: readonly string[] = [annotationKeys.createdBy, annotationKeys.createdAt]
const filledIn = (before: (key: string) => CommandPart[]): CommandPart[] => [
  ...before(annotationKeys.createdBy),
  placeholder('<you>'),
  ...before(annotationKeys.createdAt),
  placeholder('<now>'),
]

const wordOf: Readonly<Record<ValueField, string>> = {
  username: 'username',
  password: 'password',
  accessKeyId: 'access-key',
  secretKey: 'access-secret',
}

function flagOf(type: CredentialType, field: ValueField): string {
  if (type === 'docker-registry') return `--docker-${field}=`
  const keys: Partial<Record<ValueField, string>> = dataKeys[type]
  return `--from-literal=${keys[field] ?? ''}=`
}

/** One word of a POSIX shell, whatever it holds. */
export function shellWord(text: string): string {
  if (/^[\w/:.,@%+=-]+$/.test(text)) return text
  return `'${insideQuotes(text)}'`
}

const insideQuotes = (text: string) => text.replaceAll("'", String.raw`'\''`)

/** A text within the quotes of the shell. */
const quoted = (text: string) => plain(insideQuotes(text))
const yamlLines = (texts: Texts): CommandPart[] =>
  Object.entries(texts).flatMap(([key, value]) => [
    plain(`\n    ${key}: `),
    value === '' ? placeholder(`<${missingWords[key] ?? 'value'}>`) : quoted(yamlScalar(value)),
  ])

const wordsOfOtherTypes = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i

/** One scalar of YAML that reads as this very text. */
function yamlScalar(text: string): string {
  const isPlain = /^[a-z](?:[\w ./-]*[\w/])?$/i.test(text) && !wordsOfOtherTypes.test(text)
  if (isPlain) return text
  // JSON is YAML, but for line breaks that only YAML knows and characters that it does not allow.
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
