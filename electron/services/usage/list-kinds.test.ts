import { expect, it } from 'vitest'
import { failed, type Failure } from '../../../shared/failure.ts'
import { createKindLists } from './list-kinds.ts'
import { podKind, workloadKinds } from './workload-kinds.ts'

const refusal = (path: string): Failure => ({
  code: 'forbidden',
  ...{
    user: 'u',
    verb: 'list',
    resource: path.split('/').at(-1) ?? '',
    namespace: path.split('/').at(-2) ?? '',
  },
})

/** What can't be seen of two kinds in three namespaces, with the refusals in the order that `pick` chooses. */
async function unseenInOrder(pick: (waiting: number) => number) {
  const waiting: { path: string; refuse: () => void }[] = []
  const lists = createKindLists({
    connection: {
      listObjects: ({ path }) =>
        new Promise<never>((_, reject) => {
          const { code, ...details } = refusal(path)
          waiting.push({ path, refuse: () => reject(failed(code, details as never)) })
        }),
    },
    ...{ namespaces: ['b', 'c', 'a'], signal: new AbortController().signal, onProgress: () => undefined },
  })
  const [stage = []] = workloadKinds
  const kinds = [podKind, ...stage]
  const listed = Promise.all(
    kinds.map((kind) => lists.list({ kind, read: () => null, onObjects: () => undefined })),
  )
  let isOver = false
  void listed.finally(() => (isOver = true))
  while (!isOver) {
    const [next] = waiting.splice(pick(waiting.length), 1)
    next?.refuse()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return lists.unseen()
}

it('reports what can’t be seen in one order, whichever list was refused first', async () => {
  const first = await unseenInOrder(() => 0)
  expect(first.map(({ resource }) => resource)).toEqual([
    ...['cronjobs', 'daemonsets', 'deployments', 'pods', 'statefulsets'],
  ])
  expect(first.map(({ namespaces }) => namespaces)).toEqual(first.map(() => ['a', 'b', 'c']))
  expect(first.map(({ failure }) => failure)).toMatchObject(first.map(() => ({ namespace: 'a' })))
  expect(await unseenInOrder((waiting) => waiting - 1)).toEqual(first)
})
