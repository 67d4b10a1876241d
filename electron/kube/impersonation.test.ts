import { expect, it } from 'vitest'
import { sampleConnection } from './testing/kube-samples.ts'
import { sendJson, startServer } from './testing/loopback-server.ts'

it('impersonates with a header line for each group', async () => {
  let raw: string[] = []
  const other = await startServer((request, response) => {
    raw = request.rawHeaders
    sendJson(response, {})
  })
  const impersonation = {
    user: 'admin',
    uid: '',
    groups: ['a', 'b'],
    extra: { 'example.com/why': ['x', 'y'] },
  }
  const connection = sampleConnection(other.url, { context: { impersonation } })
  await connection.getJson('/version')
  await connection.close()
  await other.close()
  const lines = raw.flatMap((name, index) =>
    name.startsWith('impersonate') ? [`${name}: ${raw[index + 1] ?? ''}`] : [],
  )
  expect(lines).toEqual([
    'impersonate-user: admin',
    'impersonate-group: a',
    'impersonate-group: b',
    'impersonate-extra-example.com%2Fwhy: x',
    'impersonate-extra-example.com%2Fwhy: y',
  ])
})
