import type { RecordedChange } from '../activity.ts'
import type { ActivityWrite } from '../activity-writes.ts'
import {
  argument,
  placeholder,
  plain,
  type ArgumentPiece,
  type Invocation,
  type ShellCommand,
} from '../shell-command.ts'
import { yamlScalar } from './yaml-scalar.ts'
import { deleteCommand } from './life-commands.ts'

/** Maximum characters of a label or annotation that the record contains completely. */
const longestText = 1000

/**
 * The commands that equal a recorded write, on the version that it was based on. Values are placeholders, and so are
 * texts that the record doesn't contain. `null` if the record is incomplete.
 */
export function writeCommands({ begun }: Pick<ActivityWrite, 'begun'>): ShellCommand | null {
  const { object, operation, changes, more } = begun
  if (more > 0) return null
  const { namespace, name: kubernetesName, kind } = object
  if (operation === 'delete') return deleteCommand({ namespace, kubernetesName, resourceVersion: '' })
  const call = { namespace: argument(namespace), changes: [] }
  if (kind !== 'Secret') {
    const names = [argument(`${kind.toLowerCase()}/${kubernetesName}`)]
    return operation === 'restart' ? [{ ...call, verb: 'rollout restart', names, options: [] }] : null
  }
  if (changes.length === 0) return null
  if (operation === 'create') return createCommand(begun)
  const patch = { pieces: patchOf(begun.resourceVersion, changes), isBlock: true }
  return [
    {
      ...call,
      verb: 'patch secret',
      names: [argument(kubernetesName)],
      options: [[argument('--type'), argument('merge'), argument('-p'), patch]],
    },
  ]
}

function createCommand({ object, changes }: ActivityWrite['begun']): ShellCommand {
  const call = { namespace: argument(object.namespace), names: [argument(object.name)] }
  const ofKind = (of: RecordedChange['of']) => changes.filter((change) => change.of === of)
  const isLogin = ofKind('data').some(({ key }) => key === '.dockerconfigjson')
  const set = (verb: string, of: 'label' | 'annotation'): Invocation[] =>
    ofKind(of).length === 0
      ? []
      : [
          {
            ...{ ...call, verb, options: [] },
            changes: ofKind(of).map(({ key, after }) =>
              argument(`${key}=`, textOf(after) ?? placeholder('text')),
            ),
          },
        ]
  return [
    {
      ...{ ...call, verb: 'create secret generic', changes: [] },
      options: [
        ...(isLogin ? [[argument('--type=kubernetes.io/dockerconfigjson')]] : []),
        ...ofKind('data').map(({ key }) => [argument(`--from-file=${key}=`, placeholder('file'))]),
      ],
    },
    ...set('label secret', 'label'),
    ...set('annotate secret', 'annotation'),
  ]
}

function patchOf(resourceVersion: string, changes: readonly RecordedChange[]): ArgumentPiece[] {
  const lines = (of: RecordedChange['of'], title: string, indent: string): ArgumentPiece[] => {
    const some = changes.filter((change) => change.of === of)
    if (some.length === 0) return []
    return [plain(`\n${title}`), ...some.flatMap(({ key, after }) => lineOf(of, key, after, indent))]
  }
  const version = resourceVersion === '' ? '' : `\n  resourceVersion: ${JSON.stringify(resourceVersion)}`
  return [
    plain(`\nmetadata:${version}`),
    ...lines('label', '  labels:', '    '),
    ...lines('annotation', '  annotations:', '    '),
    ...lines('data', 'data:', '  '),
  ]
}

function lineOf(
  of: RecordedChange['of'],
  key: string,
  after: RecordedChange['after'],
  indent: string,
): ArgumentPiece[] {
  const begin = plain(`\n${indent}${yamlScalar(key)}: `)
  if (after === null) return [begin, plain('null')]
  if (of === 'data') return [begin, placeholder('new value in base64')]
  const text = textOf(after)
  return text === null
    ? [begin, plain('"'), placeholder('text'), plain('"')]
    : [begin, plain(yamlScalar(text.text))]
}

/** The text, if it is recorded completely. Otherwise the record contains only its size. */
const textOf = (state: RecordedChange['after']): ArgumentPiece | null =>
  typeof state === 'string' && state.length <= longestText ? plain(state) : null
