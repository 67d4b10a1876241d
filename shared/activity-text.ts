import type { RecordedChange, RecordedState } from './activity.ts'
import { outcomeOf, type ActivityOutcome, type ActivityWrite } from './activity-writes.ts'
import { bytesText, counted } from './number-text.ts'
import { annotationKeys } from './runai.ts'

const done: Readonly<Record<string, string>> = {
  create: 'Created',
  claim: 'Made a credential',
  register: 'Registered',
  unregister: 'Unregistered',
  rename: 'Renamed',
  describe: 'Description changed',
  expiry: 'Expiry set',
  rotate: 'Rotated',
  restart: 'Restarted',
  mend: 'Fixed',
  release: 'Released',
  undo: 'Undone',
  delete: 'Deleted',
}

/** What was done, in one word. An operation of a later version keeps its name. */
export const operationText = (operation: string): string =>
  Object.hasOwn(done, operation) ? (done[operation] ?? operation) : operation

/** The labels of outcomes in a list of choices. */
export const outcomeTexts: Readonly<Record<ActivityOutcome, string>> = {
  done: 'Done',
  conflict: 'Conflict',
  refused: 'Refused',
  unknown: 'No answer',
  open: 'Unknown',
}

const ofCodes: Readonly<Record<string, string>> = {
  'secret-taken': 'Already used',
  'secret-exists': 'Name taken',
  'secret-gone': 'Gone',
  forbidden: 'Not allowed',
  'connection-refused': 'Unreachable',
  'name-not-resolved': 'Unreachable',
  'no-answer': 'Unreachable',
}

/** The outcome of a write, in two words. */
export function outcomeText(write: ActivityWrite): string {
  const outcome = outcomeOf(write)
  const code = write.ended?.code ?? ''
  const isNamed = (outcome === 'conflict' || outcome === 'refused') && Object.hasOwn(ofCodes, code)
  return isNamed ? (ofCodes[code] ?? '') : outcomeTexts[outcome]
}

/** What a write changed, in a few words: `1 key, 2 annotations`; `Nothing` if it was not done. */
export function changesText(write: ActivityWrite): string {
  const outcome = outcomeOf(write)
  if (outcome === 'conflict' || outcome === 'refused') return 'Nothing'
  if (outcome === 'unknown' || outcome === 'open') return 'Unknown'
  const { changes, more, operation } = write.begun
  if (operation === 'delete') return 'Entire object'
  const name =
    operation === 'rename' ? changes.find(({ key }) => key === annotationKeys.credential) : undefined
  if (typeof name?.before === 'string') return `Name, was “${name.before}”`
  const words = { data: 'key', label: 'label', annotation: 'annotation' } as const
  const parts = (['data', 'label', 'annotation'] as const).flatMap((of) => {
    const some = changes.filter((change) => change.of === of)
    if (some.length === 0) return []
    const areRemoved = some.every(({ after }) => after === null)
    return [`${counted(some.length, words[of])}${areRemoved ? ' removed' : ''}`]
  })
  if (more > 0) parts.push(counted(more, 'more', 'more'))
  return parts.length === 0 ? 'Nothing' : parts.join(', ')
}

/** A state in words. `undefined` is unknown. */
function stateText(state: RecordedState | undefined): string {
  if (state === undefined) return 'unknown'
  if (state === null) return 'not set'
  return typeof state === 'number' ? bytesText(state) : state
}

/** One change as a line of text: `label run.ai/resource: not set → generic`. */
export const changeText = ({ of, key, before, after }: RecordedChange): string =>
  `${of} ${key}: ${stateText(before)} → ${stateText(after)}`

/** The object of a write. For a Secret without its kind: `runai/gitlab-pull`, `Deployment runai-p/ranker`. */
export const objectText = ({ kind, namespace, name }: ActivityWrite['begun']['object']): string =>
  `${kind === 'Secret' ? '' : `${kind} `}${namespace}/${name}`
