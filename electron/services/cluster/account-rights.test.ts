import { expect, it } from 'vitest'
import { askAccountRights } from './account-rights.ts'
import { createRights } from './kept-rights.ts'

/**
 * An open cluster with some projects. Its user may do what `granted` lists: `verb/namespace`, with an empty namespace
 * for all.
 */
function world(granted: readonly string[], projects: readonly string[]) {
  const asked: string[] = []
  const rights = createRights({
    mayDo: ({ verb, namespace }) => {
      asked.push(`${verb}/${namespace}`)
      const allowed = granted.includes(`${verb}/`) || granted.includes(`${verb}/${namespace}`)
      return Promise.resolve({ allowed, reason: allowed ? '' : 'not by RBAC' })
    },
  })
  const open = { rights, runaiNamespace: () => 'runai', list: { namespacesOf: () => [...projects] } }
  return { asked, ask: () => askAccountRights(open as never) }
}
const many = Array.from({ length: 101 }, (_, at) => `p${at}`)

it('costs two questions if everything may be written', async () => {
  const { asked, ask } = world(['create/', 'patch/'], many)
  expect(await ask()).toEqual({ kind: 'all' })
  expect(asked).toEqual(['create/', 'patch/'])
})

it('is partial if only one of both is allowed, or only in one namespace', async () => {
  expect(await world(['patch/'], ['a']).ask()).toEqual({ kind: 'some' })
  expect(await world(['create/runai'], ['a']).ask()).toEqual({ kind: 'some' })
  const { asked, ask } = world(['patch/p1'], many)
  expect(await ask()).toEqual({ kind: 'some' })
  expect(asked).not.toContain('patch/p50')
})

it('is none if no namespace of credentials may be written to, with the cluster’s reason', async () => {
  expect(await world(['patch/elsewhere'], ['a', 'b']).ask()).toEqual({ kind: 'none', reason: 'not by RBAC' })
})

it('is uncertain if there are too many namespaces to ask about all', async () => {
  const { asked, ask } = world([], many)
  expect(await ask()).toEqual({ kind: 'unsure' })
  expect(asked.length).toBeLessThanOrEqual(202)
  expect(await world([`patch/${many.at(-1)}`], many).ask()).toEqual({ kind: 'unsure' })
})
