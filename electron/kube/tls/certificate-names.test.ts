import { describe, expect, it } from 'vitest'
import { areNamesAllowed, type AlternativeNames } from './certificate-names.ts'

const none: AlternativeNames = { dns: [], addresses: [], mailboxes: [], uris: [] }
const named = (names: Partial<AlternativeNames>): AlternativeNames => ({ ...none, ...names })
const allows = (
  names: Partial<AlternativeNames>,
  permitted: Partial<AlternativeNames>,
  excluded: Partial<AlternativeNames> = {},
) => areNamesAllowed({ permitted: named(permitted), excluded: named(excluded) }, named(names))

describe('The names that an authority may sign', () => {
  it('are all if it has no constraints of their kind', () => {
    expect(allows({ dns: ['a.example.com'] }, {})).toBe(true)
    expect(allows({ dns: ['a.example.com'] }, { uris: ['other.example.com'] })).toBe(true)
  })

  it.each([
    ['example.com', true],
    ['a.Example.COM', true],
    ['a.b.example.com', true],
    ['badexample.com', false],
    ['example.org', false],
    ['com', false],
  ])('are those in a permitted domain: %s %s', (name, isAllowed) => {
    expect(allows({ dns: [name] }, { dns: ['example.com'] })).toBe(isAllowed)
    // Each name has to be.
    expect(allows({ dns: ['example.com', name] }, { dns: ['example.com'] })).toBe(isAllowed)
  })

  it('never include an excluded name, even if it is permitted too', () => {
    const [permitted, excluded] = [{ dns: ['example.com'] }, { dns: ['secret.example.com'] }]
    expect(allows({ dns: ['a.example.com'] }, permitted, excluded)).toBe(true)
    expect(allows({ dns: ['a.secret.example.com'] }, permitted, excluded)).toBe(false)
    expect(allows({ dns: ['a.secret.example.com'] }, {}, excluded)).toBe(false)
  })

  it('are only below a domain that begins with a dot', () => {
    expect(allows({ dns: ['a.example.com'] }, { dns: ['.example.com'] })).toBe(true)
    expect(allows({ dns: ['example.com'] }, { dns: ['.example.com'] })).toBe(false)
  })

  it('are addresses in a permitted range of the same kind', () => {
    const range = { addresses: [Buffer.from([10, 0, 0, 0, 255, 0, 0, 0])] }
    expect(allows({ addresses: [Buffer.from([10, 9, 8, 7])] }, range)).toBe(true)
    expect(allows({ addresses: [Buffer.from([11, 9, 8, 7])] }, range)).toBe(false)
    expect(allows({ addresses: [Buffer.alloc(16)] }, range)).toBe(false)
    expect(allows({ addresses: [Buffer.from([10, 9, 8, 7])] }, {}, range)).toBe(false)
  })

  it('are mailboxes and addresses of the web by their hosts', () => {
    expect(allows({ mailboxes: ['a@mail.example.com'] }, { mailboxes: ['.example.com'] })).toBe(true)
    expect(allows({ mailboxes: ['a@example.com'] }, { mailboxes: ['b@example.com'] })).toBe(false)
    expect(allows({ uris: ['https://a.example.com/x'] }, { uris: ['example.com'] })).toBe(true)
    expect(allows({ uris: ['no address'] }, { uris: ['example.com'] })).toBe(false)
  })
})
