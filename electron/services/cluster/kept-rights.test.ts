import { describe, expect, it } from 'vitest'
import { failed } from '../../../shared/failure.ts'
import { createRights } from './kept-rights.ts'

/** A cluster with grants that a test can change: `verb/namespace`, with an empty namespace for all. */
function world() {
  const granted = new Set<string>()
  const asked: string[] = []
  let time = 0
  const rights = createRights(
    {
      mayDo: ({ verb, namespace }) => {
        asked.push(`${verb}/${namespace}`)
        const allowed = granted.has(`${verb}/`) || granted.has(`${verb}/${namespace}`)
        return Promise.resolve({ allowed, reason: '' })
      },
    },
    () => time,
  )
  const mayCreate = async (namespace: string) => (await rights.ask([namespace]))[0]?.create.allowed
  const refuse = (namespace: string) => () =>
    Promise.reject(failed('forbidden', { verb: 'create', resource: 'secrets', namespace, user: 'jane' }))
  return { granted, asked, rights, mayCreate, refuse, pass: (ms: number) => void (time += ms) }
}

describe('what is known of the rights of a user', () => {
  it('is kept for a minute', async () => {
    const { granted, asked, mayCreate, pass } = world()
    expect(await mayCreate('a')).toBe(false)
    granted.add('create/a')
    const before = asked.length
    expect(await mayCreate('a')).toBe(false)
    expect(asked).toHaveLength(before)
    pass(60_000)
    expect(await mayCreate('a')).toBe(true)
  })

  it('is dropped for a namespace in which the cluster refuses a write, and for no other', async () => {
    const { granted, asked, rights, mayCreate, refuse } = world()
    for (const key of ['create/a', 'create/b']) granted.add(key)
    await rights.ask(['a', 'b'])
    granted.delete('create/a')
    await expect(rights.invalidateOnForbidden(refuse('a'))).rejects.toMatchObject({
      failure: { code: 'forbidden' },
    })
    asked.length = 0
    expect(await mayCreate('b')).toBe(true)
    expect(asked).not.toContain('create/b')
    expect(await mayCreate('a')).toBe(false)
  })

  it('is dropped too if it was a right in all namespaces', async () => {
    const { granted, rights, mayCreate, refuse } = world()
    granted.add('create/')
    expect(await mayCreate('a')).toBe(true)
    granted.delete('create/')
    await expect(rights.invalidateOnForbidden(refuse('a'))).rejects.toThrow()
    expect(await mayCreate('a')).toBe(false)
  })

  it('stays when a write fails otherwise', async () => {
    const { granted, asked, rights, mayCreate } = world()
    granted.add('create/a')
    await mayCreate('a')
    asked.length = 0
    const gone = failed('secret-gone', { namespace: 'a', name: 'x' })
    await expect(rights.invalidateOnForbidden(() => Promise.reject(gone))).rejects.toBe(gone)
    await mayCreate('a')
    expect(asked).toEqual([])
  })

  it('is dropped completely when the user refreshes everything', async () => {
    const { granted, rights, mayCreate } = world()
    expect(await mayCreate('a')).toBe(false)
    granted.add('create/')
    rights.forget()
    expect(await mayCreate('a')).toBe(true)
  })
})
