import { describe, expect, it } from 'vitest'
import { failureFrom, table, tableRow } from '../testing/kube-samples.ts'
import { createRequireVersion } from './store-version.ts'

/** How a cluster whose list is at a version fails where another version is required. */
async function failureAt(current: string, version: string) {
  const asked: object[] = []
  const deps = {
    send: ({
      query,
      sink,
    }: {
      query: object
      sink: () => { push: (chunk: Buffer) => void; end: () => void }
    }) => {
      asked.push(query)
      const { push, end } = sink()
      push(Buffer.from(JSON.stringify(table([tableRow('a')], { resourceVersion: current }))))
      end()
      return Promise.resolve()
    },
  }
  const requireVersion = createRequireVersion(deps as unknown as Parameters<typeof createRequireVersion>[0])
  const { signal } = new AbortController()
  const failure = await failureFrom(requireVersion({ path: '/api/v1/secrets', version, signal }))
  return { asked, failure }
}

describe('A store', () => {
  it.each([
    ['995', '995'],
    ['1000', '995'],
    // Versions that are not numbers can't be compared, on either side.
    ['', '995'],
    ['0a', '995'],
    ['500', 'etcd-7'],
  ])('at “%s” has reached “%s”, as far as is known', async (current, version) => {
    const { failure, asked } = await failureAt(current, version)
    expect(failure).toBe('did not fail')
    expect(asked).toEqual([{ limit: '1', includeObject: 'None' }])
  })

  it.each([
    ['500', '995'],
    ['995', '1000'],
  ])('at “%s” has not reached “%s”', async (current, version) => {
    expect((await failureAt(current, version)).failure).toMatchObject({ code: 'version-expired' })
  })
})
