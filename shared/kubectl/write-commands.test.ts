import { expect, test } from 'vitest'
import { noHash, type RecordedChange } from '../activity.ts'
import type { ActivityWrite } from '../activity-writes.ts'
import { commandText } from '../shell-command.ts'
import { writeCommands } from './write-commands.ts'

function write(
  operation: string,
  changes: RecordedChange[],
  more: Partial<ActivityWrite['begun']> = {},
): ActivityWrite {
  return {
    ended: null,
    begun: {
      ...{ kind: 'begun', entry: 1, previous: noHash, hash: noHash, time: '', version: '1' },
      ...{
        context: 'c',
        server: 's',
        user: 'u',
        operation,
        changes,
        more: 0,
        resourceVersion: '41',
        requestId: '',
      },
      object: { kind: 'Secret', namespace: 'runai-a', name: 'harbor', uid: '', credential: '' },
      ...more,
    },
  }
}
const text = (...args: Parameters<typeof write>): string => commandText(writeCommands(write(...args)) ?? [])

test('a change of annotations, labels and values is one patch on the version that it was decided on', () => {
  const patch = text('rotate', [
    { of: 'data', key: 'Password', before: 8, after: 12 },
    { of: 'annotation', key: 'credenza.app/expires-at', before: '2026-12-06T00:00:00Z', after: null },
    { of: 'annotation', key: 'credenza.app/credential', after: `it's "new"` },
    { of: 'annotation', key: 'example.com/note', after: 7 },
    { of: 'label', key: 'run.ai/resource', before: null, after: 'password' },
  ])
  expect(patch).toContain('patch secret harbor')
  expect(patch).toContain('resourceVersion: "41"')
  expect(patch).toContain('  Password: <new value in base64>')
  expect(patch).toContain('credenza.app/expires-at: null')
  expect(patch).toContain('example.com/note: "<text>"')
  expect(patch).toContain('run.ai/resource: password')
  expect(patch).toContain(String.raw`"it'\''s \"new\""`)
})

test('a new secret is made, labelled and annotated', () => {
  const made = text('create', [
    { of: 'data', key: '.dockerconfigjson', before: null, after: 120 },
    { of: 'label', key: 'run.ai/resource', before: null, after: 'docker-registry' },
    { of: 'annotation', key: 'credenza.app/credential', before: null, after: 'Harbor' },
  ])
  expect(made).toContain('--type=kubernetes.io/dockerconfigjson')
  expect(made).toContain(`--from-file=.dockerconfigjson='<file>'`)
  expect(made).toContain('run.ai/resource=docker-registry')
  expect(made).toContain('credenza.app/credential=Harbor')
})

test('a deletion and a restart are what they are, and what is not recorded whole has no command', () => {
  expect(text('delete', [])).toContain('delete secret harbor')
  const object = { kind: 'Deployment', namespace: 'runai-a', name: 'ranker', uid: '', credential: '' }
  expect(
    text('restart', [{ of: 'annotation', key: 'kubectl.kubernetes.io/restartedAt', after: 'now' }], {
      object,
    }),
  ).toContain('rollout restart deployment/ranker')
  expect(writeCommands(write('rename', [], { more: 3 }))).toBeNull()
  expect(writeCommands(write('rename', []))).toBeNull()
})

test('a text that was cut in the record is a placeholder', () => {
  const cut = `${'x'.repeat(1000)}…`
  expect(text('describe', [{ of: 'annotation', key: 'credenza.app/description', after: cut }])).toContain(
    'credenza.app/description: "<text>"',
  )
})
