import { describe, expect, it, vi } from 'vitest'
import { mostChecked } from '../../../shared/contract/checks.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential } from '../../../shared/credential.ts'
import {
  credentialActions,
  type CredentialCircumstances,
  type CredentialDoings,
} from './credential-actions.ts'
import { oneRow, type PickedRows } from '../rows/picked-rows.ts'

const doings = (): CredentialDoings => ({
  check: vi.fn(),
  rotate: vi.fn(),
  rename: vi.fn(),
  end: vi.fn(),
  testLogin: vi.fn(),
  download: vi.fn(),
  copyRows: vi.fn(),
  copyNames: vi.fn(),
  copyLink: vi.fn(),
})
const usual: CredentialCircumstances = { noChange: '', noPatch: () => '', loginTests: 'on' }
const mine = (uid: string, parts: Partial<Credential> = {}) =>
  credentialOf(uid, { name: uid, type: 'password', origin: 'existing', ...parts })
const several = (rows: readonly Credential[]): PickedRows<Credential> => ({
  count: rows.length,
  picked: () => rows,
  rows: () => rows,
})

function made(about: PickedRows<Credential>, known: Partial<CredentialCircumstances> = {}) {
  const does = doings()
  const actions = credentialActions(about, { ...usual, ...known }, does)
  const find = (id: string) => {
    const action = actions.find((each) => each.id === `row-${id}`)
    if (action === undefined) throw new Error(`no action ${id}`)
    return action
  }
  return { does, actions, find, reasonOf: (id: string) => find(id).unavailable ?? '' }
}

describe('the actions on one credential', () => {
  it('are about it, and say so', () => {
    const row = mine('Harbor')
    const { find, does, actions } = made(oneRow(row))
    expect(new Set(actions.map(({ detail }) => detail))).toEqual(new Set(['Harbor']))
    find('rotate').run()
    find('end').run()
    find('copy-rows').run()
    find('copy-link').run()
    expect(does.copyLink).toHaveBeenCalledWith(row)
    expect(does.rotate).toHaveBeenCalledWith(row)
    expect(does.end).toHaveBeenCalledWith([row])
    expect(does.copyRows).toHaveBeenCalledWith('rows', [row])
  })

  it('delete what was made with its secret, and release what was claimed', () => {
    expect(made(oneRow(mine('a', { origin: 'new' }))).find('end').title).toBe('Delete…')
    expect(made(oneRow(mine('a'))).find('end').title).toBe('Release…')
  })

  it('test a login only of a registry, and not where a site forbids it', () => {
    const ids = (row: Credential) => made(oneRow(row)).actions.map(({ id }) => id)
    expect(ids(mine('a'))).not.toContain('row-test-login')
    const login = oneRow(mine('a', { type: 'docker-registry' }))
    expect(made(login).reasonOf('test-login')).toBe('')
    expect(made(login, { loginTests: 'locked' }).reasonOf('test-login')).toContain('organization')
    expect(made(login, { loginTests: 'off' }).actions.map(({ id }) => id)).not.toContain('row-test-login')
  })

  it('change nothing that the console keeps, and say who does', () => {
    const { reasonOf } = made(oneRow(mine('a', { origin: 'console' })))
    for (const id of ['rotate', 'rename', 'end']) expect(reasonOf(id)).toContain('console manages it')
    for (const id of ['check', 'download', 'copy-names']) expect(reasonOf(id)).toBe('')
  })

  it('say what the user may not do, and what the context forbids', () => {
    const row = oneRow(mine('a'))
    const { reasonOf } = made(row, { noPatch: (namespace) => `You may not patch secrets in ${namespace}.` })
    expect(reasonOf('rename')).toContain('You may not patch')
    expect(reasonOf('rotate')).toContain('You may not patch')
    const readOnly = made(row, { noChange: 'You made prod read-only.' })
    for (const id of ['rotate', 'rename', 'end'])
      expect(readOnly.reasonOf(id)).toBe('You made prod read-only.')
  })

  it('show bidi characters in a name as visible signs', () => {
    const { actions } = made(oneRow(mine('a', { name: '\u202eevil' })))
    expect(actions[0]?.detail).toBe('⟨U+202E⟩evil')
  })
})

describe('the actions on several credentials', () => {
  it('release and check all of them, and rotate, rename or test one at a time', () => {
    const rows = [mine('a'), mine('b', { origin: 'console' })]
    const { find, does, reasonOf } = made(several(rows))
    expect(find('end').detail).toBe('2 selected credentials')
    find('end').run()
    find('check').run()
    expect(does.end).toHaveBeenCalledWith(rows)
    expect(does.check).toHaveBeenCalledWith(rows)
    for (const id of ['rotate', 'rename', 'test-login'])
      expect(reasonOf(id)).toBe('One credential at a time.')
  })

  it('release none if none is kept here', () => {
    const rows = [mine('a', { origin: 'console' }), mine('b', { origin: 'unknown' })]
    expect(made(several(rows)).reasonOf('end')).toBe('Credenza manages none of them.')
  })

  it('look at no more than a few of very many, and at all of them only when one is run', () => {
    const row = mine('a')
    const rows = vi.fn(() => [row])
    let looked = 0
    const about: PickedRows<Credential> = {
      count: 100_000,
      rows,
      *picked() {
        for (;;) {
          looked += 1
          yield row
        }
      },
    }
    const { find, reasonOf } = made(about)
    expect(reasonOf('end')).toBe('')
    expect(looked).toBeLessThan(10)
    expect(rows).not.toHaveBeenCalled()
    find('copy-csv').run()
    expect(rows).toHaveBeenCalledOnce()
    expect(made({ ...about, count: mostChecked + 1 }).reasonOf('check')).toContain('at most 100,000')
  })
})

it('there are none without a credential', () => {
  expect(made(several([])).actions).toEqual([])
})
