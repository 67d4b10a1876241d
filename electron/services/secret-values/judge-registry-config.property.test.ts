import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registryAddressProblem } from '../../../shared/registry-address.ts'
import { dockerConfigJson } from './docker-config.ts'
import { registryConfigIncompatibility } from './judge-registry-config.ts'

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const judge = (config: string, url: string) =>
  registryConfigIncompatibility(Buffer.from(config, 'utf8'), '.dockerconfigjson', url)
const withAuth = (auth: string) => `{"auth":${JSON.stringify(auth)}}`
const plain = '{"username":"puller","password":"quiet-otter"}'

describe('what the wizard writes for an accepted address', () => {
  it('serves the images of that address', () => {
    const label = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,8}[a-zA-Z0-9])?$/)
    const known = fc.constantFrom(
      'docker.io',
      'index.docker.io',
      'hub.docker.com',
      'registry-1.docker.io',
      '[::1]',
    )
    const address = fc
      .tuple(
        fc.constantFrom('', 'https://', 'http://', 'HTTPS://'),
        fc.oneof(
          known,
          fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')),
        ),
        fc.constantFrom('', ':443', ':5000'),
        fc.constantFrom('', '/', '/v1', '/v1/', '/v2/', '/v2', '/team', '/v2/team', '/a/b/', '/%61', '/%zz'),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(address, (url) => {
        fc.pre(registryAddressProblem(url) === null)
        expect(judge(dockerConfigJson(url, 'u', 'p'), url)).toBeNull()
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

describe('a generated configuration', () => {
  /** A host part of an entry and what it matches, implemented separately from the code under test. */
  const part = fc.constantFrom(
    { glob: 'reg', as: /^reg$/ },
    { glob: 'REG', as: /^REG$/ },
    { glob: '*', as: /^.*$/ },
    { glob: 'r*', as: /^r.*$/ },
    { glob: '*n', as: /^.*n$/ },
    // Hosts can't contain these.
    { glob: 'r[a-f]g', as: /^(?!)$/ },
    { glob: 'r[^a-f]g', as: /^(?!)$/ },
    { glob: 'halden', as: /^halden$/ },
  )
  const entry = fc.record({
    scheme: fc.constantFrom('', 'https://', 'http://'),
    parts: fc.array(part, { minLength: 1, maxLength: 2 }),
    port: fc.constantFrom('', ':5000'),
    api: fc.constantFrom('', '/v1', '/v2'),
    path: fc.constantFrom('', '/', '/te', '/team', '/team/', '/team/x'),
    fields: fc.constantFrom(
      { json: plain, login: true },
      { json: '{"USERNAME":"u","Password":"p"}', login: true },
      { json: '{"username":"u"}', login: false },
      { json: '{}', login: false },
      { json: withAuth(base64('u:p')), login: true },
      { json: withAuth(base64('u:pq').replace(/=+$/, '')), login: true },
      { json: withAuth(base64('u:')), login: false },
      { json: withAuth('u:p'), login: null },
    ),
  })
  const asked = fc.record({
    parts: fc.array(fc.constantFrom('reg', 'REG', 'rbg', 'halden'), { minLength: 1, maxLength: 2 }),
    port: fc.constantFrom('', ':5000'),
    path: fc.constantFrom('', '/team', '/team/x'),
  })

  it('serves exactly by the rule', () => {
    let served = 0
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), asked, (entries, { parts, port, path }) => {
        const addressOf = (each: (typeof entries)[number]) => {
          const globs = each.parts.map(({ glob }) => glob).join('.')
          return `${each.scheme}${globs}${each.port}${each.api}${each.path}`
        }
        const members = entries.map((each) => `${JSON.stringify(addressOf(each))}:${each.fields.json}`)
        const last = new Map(entries.map((each) => [addressOf(each), each]))
        const isBroken = entries.some(({ fields }) => fields.login === null)
        const serves = [...last.values()].some((each) => {
          // The API path is removed only if a slash follows.
          const whole = each.api === '' || each.path !== '' ? each.path : each.api
          const prefix = whole === '/' ? '' : whole
          return (
            each.fields.login === true &&
            each.port === port &&
            each.parts.length === parts.length &&
            each.parts.every(({ as }, index) => as.test(parts[index] ?? '')) &&
            `${path}/`.startsWith(prefix)
          )
        })
        const url = `${parts.join('.')}${port}${path}`
        const isServed = judge(`{"auths":{${members.join(',')}}}`, url) === null
        expect(isServed).toBe(serves && !isBroken)
        if (isServed) served += 1
      }),
      { seed: 1, numRuns: 3_000 },
    )
    // Both results occur often enough to be meaningful.
    expect(served).toBeGreaterThan(20)
  })
})
