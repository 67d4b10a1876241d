import { expect, test } from 'vitest'
import { commandText } from '../shell-command.ts'
import { rotateCommands } from './rotate-commands.ts'

test('a rotation patches the changed keys on the version that was shown, and restarts after that', () => {
  const text = commandText(
    rotateCommands(
      [{ namespace: 'runai-a', name: 'harbor', resourceVersion: '7', keys: ['Password', "it's"] }],
      [{ kind: 'Deployment', namespace: 'runai-a', name: 'ranker', uid: 'x' }],
    ),
  )
  expect(text).toContain('resourceVersion: "7"')
  expect(text).toContain('credenza.app/expires-at: null\ndata:')
  expect(text).toContain('"Password": <new value in base64>')
  expect(text).not.toMatch(/"it's"/)
  expect(text.indexOf('rollout restart')).toBeGreaterThan(text.indexOf('patch secret'))
  expect(text).toContain('deployment/ranker')
})

test('a rotation with a new date of expiry sets it', () => {
  const secret = { namespace: 'runai-a', name: 'harbor', resourceVersion: '7', keys: ['Password'] }
  const text = commandText(rotateCommands([secret], [], '2027-01-02T03:04:05Z'))
  expect(text).toContain('credenza.app/expires-at: "2027-01-02T03:04:05Z"\ndata:')
})
