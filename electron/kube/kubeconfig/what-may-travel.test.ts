import { describe, expect, it } from 'vitest'
import { sampleContext } from '../testing/kube-samples.ts'
import { protectionOf, withPermittedIdentity } from './what-may-travel.ts'

describe('What protects a connection', () => {
  it.each([
    ['https://lab.example.com', false, '', 'verified'],
    ['https://lab.example.com', true, '', 'unverified'],
    ['https://127.0.0.1:6443', false, 'http://proxy.example.com:3128', 'verified'],
    ['http://127.0.0.1:8001', false, '', 'local'],
    ['http://localhost:8001', true, '', 'local'],
    ['http://[::1]:8001', false, '', 'local'],
    // What a proxy is asked for leaves this computer.
    ['http://127.0.0.1:8001', false, 'http://proxy.example.com:3128', 'unencrypted'],
    ['http://lab.example.com', false, '', 'unencrypted'],
  ])('to %s, unverified %s, by the proxy “%s”, is %s', (server, skipsVerification, proxy, protection) => {
    expect(protectionOf({ server, skipsVerification, proxy })).toBe(protection)
  })

  it('without encryption takes every sign-in away, on this computer too', () => {
    const signIn = { kind: 'token', token: 'FAKE-token' } as const
    const withSignIn = (server: string) => withPermittedIdentity(sampleContext(server, { signIn }))
    expect(withSignIn('https://lab.example.com').signIn).toEqual(signIn)
    expect(withSignIn('http://127.0.0.1:8001')).toMatchObject({
      signIn: { kind: 'none' },
      clientCertificate: null,
    })
  })
})
