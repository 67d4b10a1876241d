import { expect, test } from 'vitest'
import type { SecretRow } from '../../../../shared/credential.ts'
import { unregisteredSecret, unusedSecret } from '../../../../shared/secret-row.fixture.ts'
import { commandText, type ShellCommand } from '../../../../shared/shell-command.ts'
import type { LabelAction } from '../rows/secret-columns.ts'
import { secretActions, type SecretCircumstances } from './secret-actions.ts'

const free: SecretCircumstances = {
  projects: [{ name: 'vision', namespace: 'runai-vision' }],
  clusterNamespace: 'runai',
  noChange: '',
  reasonAgainst: () => '',
  noDownload: '',
}
const login = unregisteredSecret('harbor-pull', { secretType: 'kubernetes.io/dockerconfigjson' })

/** The actions by id, and what running them did. */
function actionsFor(
  action: LabelAction,
  secrets: readonly SecretRow[],
  known: Partial<SecretCircumstances> = {},
) {
  const done: unknown[] = []
  const about = { count: secrets.length, picked: () => secrets, rows: () => secrets }
  const did =
    (what: string) =>
    (...given: unknown[]) =>
      void done.push([what, ...given])
  const actions = secretActions(
    action,
    about,
    { ...free, ...known },
    {
      ...{ change: did('change'), create: did('create'), download: did('download') },
      ...{ copyRows: did('rows'), copyNames: did('names'), copyCommand: did('command') },
    },
  )
  const find = (id: string) => {
    const found = actions.find((each) => each.id === `row-${id}`)
    if (found === undefined) throw new Error(`no action ${id}`)
    return found
  }
  return { actions, find, done }
}

test('one secret is registered, saved, and copied as the command for its own type', () => {
  const { actions, find, done } = actionsFor('register', [login])
  expect(actions.map(({ title }) => title)).toEqual([
    'Register…',
    'New credential from this secret…',
    'Download CSV…',
    'Copy row',
    'Copy as CSV',
    'Copy kubectl name',
    'Copy as kubectl',
  ])
  expect(find('copy-command').detail).toBe('Project: vision, Docker registry')
  find('copy-command').run()
  find('download').run()
  const [[, command], download] = done as [[string, ShellCommand], unknown]
  expect(commandText(command)).toContain('run.ai/resource=docker-registry')
  expect(download).toEqual(['download', [login]])
})

test('before the type is chosen there is no command, and it says so', () => {
  const { find } = actionsFor('register', [unregisteredSecret('s3')])
  expect(find('change').unavailable).toBe('')
  expect(find('copy-command').unavailable).toBe('Choose the type in Register… first.')
})

test('what the user may not change has a lock and the reason', () => {
  const { find } = actionsFor('unregister', [unusedSecret('a')], { reasonAgainst: () => 'You may not.' })
  expect(find('change')).toMatchObject({ icon: 'secret', unavailable: 'You may not.' })
})

test('in a read-only cluster nothing can be changed, but everything can be saved and copied', () => {
  const { actions } = actionsFor('unregister', [unusedSecret('a')], { noChange: 'It’s read-only.' })
  expect(actions.filter(({ unavailable = '' }) => unavailable !== '').map(({ id }) => id)).toEqual([
    'row-change',
    'row-new-credential',
  ])
})

test('what no type can use is disabled without a lock', () => {
  const tls = unregisteredSecret('ingress', { secretType: 'kubernetes.io/tls' })
  expect(actionsFor('register', [tls]).find('change')).toMatchObject({
    icon: 'plus',
    unavailable: 'kubernetes.io/tls doesn’t fit any type of credential.',
  })
})

test('of very many, a few are looked at and no command is copied', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => unusedSecret(`registry-login-of-a-team-${at}`))
  let looked = 0
  const { find, actions } = actionsFor('unregister', many, {
    reasonAgainst: () => {
      looked += 1
      return ''
    },
  })
  expect(looked).toBeLessThanOrEqual(10_000)
  expect(find('change').unavailable).toBe('')
  expect(find('copy-command').unavailable).toBe('Select at most 300.')
  expect(actions[0]?.detail).toBe('10,000 selected secrets')
})

test('a namespace that isn’t read anymore says so before anything is saved', () => {
  const { find } = actionsFor('register', [login], { noDownload: 'Read the namespace again first.' })
  expect(find('download').unavailable).toBe('Read the namespace again first.')
})

test('a credential is made of one registered secret, and what can’t be one says why', () => {
  const refusal = (secrets: SecretRow[], known: Partial<SecretCircumstances> = {}) =>
    actionsFor('unregister', secrets, known).find('new-credential').unavailable
  const one = unusedSecret('a', { type: 'password' })
  expect(refusal([one])).toBe('')
  expect(refusal([one, unusedSecret('b')])).toBe('Select one secret.')
  expect(refusal([unregisteredSecret('a')])).toBe('Register it first.')
  expect(refusal([unusedSecret('a', { type: null })])).toContain('type')
  expect(refusal([unusedSecret('a', { deleting: true })])).toContain('deleted')
  expect(refusal([one], { noChange: 'Read-only.' })).toBe('Read-only.')
  expect(refusal([one], { reasonAgainst: () => 'You can’t patch' })).toBe('You can’t patch.')
})

// A name with bidi overrides made the palette show another secret's name.
test('a hostile name is shown with its signs made visible', () => {
  const { actions } = actionsFor('unregister', [unusedSecret('a\u202Egpj.exe')])
  expect(actions[0]?.detail).not.toContain('\u202E')
})
