import { expect, it } from 'vitest'
import type { Impersonation } from './resolved-context.ts'
import { sampleConnection } from '../testing/kube-samples.ts'
import { sendJson, startServer } from '../testing/loopback-server.ts'

async function linesOf(impersonation: Impersonation): Promise<string[]> {
  let raw: string[] = []
  const other = await startServer((request, response) => {
    raw = request.rawHeaders
    sendJson(response, {})
  })
  const connection = sampleConnection(other.url, { context: { impersonation } })
  await connection.getJson('/version')
  await connection.close()
  await other.close()
  // Node decodes header bytes as Latin-1.
  const bytes = (text: string) => Buffer.from(text, 'latin1').toString('utf8')
  return raw.flatMap((name, index) =>
    name.startsWith('impersonate') ? [`${name}: ${bytes(raw[index + 1] ?? '')}`] : [],
  )
}

it('impersonates with a header line for each group', async () => {
  const extra = { 'example.com/why': ['x', 'y'] }
  expect(await linesOf({ user: 'admin', uid: '', groups: ['a', 'b'], extra })).toEqual([
    'impersonate-user: admin',
    'impersonate-group: a',
    'impersonate-group: b',
    'impersonate-extra-example.com%2Fwhy: x',
    'impersonate-extra-example.com%2Fwhy: y',
  ])
})

it('sends UTF-8 in users, groups and extra fields, and escapes keys that a header name can’t hold', async () => {
  const impersonation = {
    user: 'oidc:Škoda',
    uid: 'é',
    groups: ['ops-東京'],
    extra: { 'Škoda (a)': ['ž'], "it's~ok": ['x'] },
  }
  expect(await linesOf(impersonation)).toEqual([
    'impersonate-user: oidc:Škoda',
    'impersonate-uid: é',
    'impersonate-group: ops-東京',
    'impersonate-extra-%C5%A0koda%20%28a%29: ž',
    "impersonate-extra-it's~ok: x",
  ])
})
