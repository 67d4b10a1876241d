import { describe, expect, it } from 'vitest'
import { readChallenges } from './challenges.ts'

const read = (...headers: string[]) =>
  readChallenges(headers).map(({ scheme, parameters }) => [scheme, { ...parameters }])

describe('the challenges of a 401', () => {
  it('are read from one header', () => {
    expect(
      read('Bearer realm="https://auth.example/token",service="reg",scope="repository:a/b:pull,push"'),
    ).toEqual([
      ['bearer', { realm: 'https://auth.example/token', service: 'reg', scope: 'repository:a/b:pull,push' }],
    ])
    expect(read('Basic realm="Registry Realm"')).toEqual([['basic', { realm: 'Registry Realm' }]])
  })

  it('are read from several headers and from several in one header', () => {
    expect(read('Negotiate', 'Basic realm="a, b", charset=UTF-8, Bearer realm="c"')).toEqual([
      ['negotiate', {}],
      ['basic', { realm: 'a, b', charset: 'UTF-8' }],
      ['bearer', { realm: 'c' }],
    ])
    expect(read('Negotiate abc==, Basic realm=x')).toEqual([
      ['negotiate', {}],
      ['basic', { realm: 'x' }],
    ])
  })

  it('are read with letter case, spaces and escapes as RFC 9110 has them', () => {
    expect(read('BEARER Realm = "a\\"b" ,\tservice=c')).toEqual([['bearer', { realm: 'a"b', service: 'c' }]])
  })

  it('keep the first of two parameters of one name', () => {
    expect(read('Bearer realm="https://a.example",realm="https://b.example"')).toEqual([
      ['bearer', { realm: 'https://a.example' }],
    ])
  })

  it.each([
    '',
    ',',
    '=',
    '"',
    'Bearer realm="never closed',
    `Basic ${'a'.repeat(40_000)}`,
    '\0',
    'Bearer __proto__="x"',
  ])('neither throw nor take long for %j', (header) => {
    expect(read(header).length).toBeLessThanOrEqual(1)
  })

  // Headers that clients of registries couldn't parse, or misread.
  it.each([
    // https://github.com/regclient/regclient/issues/265
    ['Basic realm=/', ['basic']],
    // https://github.com/apple/container/issues/454
    ['Bearer realm="https://git.example/v2/token",service="container_registry",scope="*"', ['bearer']],
    // https://github.com/prowler-cloud/prowler/pull/12691
    ['Basic realm="registry", Bearer realm="https://auth.example/token",service="r"', ['basic', 'bearer']],
    // https://github.com/microsoft/vscode-containers/issues/370
    ['Basic realm="harbor"', ['basic']],
    // https://github.com/truenas/middleware/pull/19229
    ['Bearer  realm="https://a.example/t" , service="s" ,\tscope="x"', ['bearer']],
  ])('are read from %s', (header, schemes) => {
    const read = readChallenges([header])
    expect(read.map(({ scheme }) => scheme)).toEqual(schemes)
    const bearer = read.find(({ scheme }) => scheme === 'bearer')
    if (bearer !== undefined) expect(bearer.parameters['realm']).toMatch(/^https:/)
  })

  it('are few, however many a server sends', () => {
    expect(read(...Array.from({ length: 100 }, () => 'Basic realm=x, Digest realm=y')).length).toBe(10)
  })
})
