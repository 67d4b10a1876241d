import { describe, expect, it } from 'vitest'
import { keepEnd, type Given } from './mask-given.ts'

const nothing = { args: [], env: {}, inherited: {} }
const mask = (said: string, given: Partial<Given> = {}) => {
  const end = keepEnd({ ...nothing, ...given })
  end.push(Buffer.from(said))
  return end.told()
}

describe('a plugin’s stderr that shows a token', () => {
  const made = {
    'a JWT': 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln',
    'an AWS key': 'AKIAIOSFODNN7EXAMPLE',
    'an AWS secret': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'a GitHub token': 'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'a GitHub token of the newer kind': 'github_pat_11ABCDEFG0123456789_abcdefghij',
    'a GitLab token': 'glpat-x9XyZ12abcdefghijkl',
    'a Vault token': 'hvs.CAESIJ1abcdefgh',
    'a Slack token': 'xoxb-123456789012-abcdefgh',
    'a Google token': 'ya29.a0AfH6SMBexample',
    hexadecimal: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    base64: 'c29tZS1zZWNyZXQtdmFsdWU=',
    'an id': '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  }
  it.each(Object.entries(made))('by %s alone is reported without it', (_, token) => {
    expect(mask(`it failed with ${token}, sorry`)).toBe('it failed with ***, sorry')
  })

  it.each([
    ['password=hunter2 more', 'password=*** more'],
    ['DB_PASSWORD: hunter2', 'DB_PASSWORD: ***'],
    ['{"access_token":"abc","x":1}', '{"access_token":***,"x":1}'],
    ["client_secret = 'a b c' end", 'client_secret = *** end'],
    ['login --password hunter2 --verbose', 'login --password *** --verbose'],
    ['Authorization: Bearer abc.def', 'Authorization: ***'],
    ['sent Bearer abcdef', 'sent Bearer ***'],
    ['GET https://jane:hunter2@idp.example/x?token=abc&y=1', 'GET https://***idp.example/x?token=***&y=1'],
    ['api-key:abc', 'api-key:***'],
    ['-H "Authorization: token hunter2" x', '-H "Authorization: *** x'],
    ['Proxy-Authorization: Negotiate abc def', 'Proxy-Authorization: ***'],
    ['Set-Cookie: sid=abc; path=/', 'Set-Cookie: ***'],
    ['curl -u jane:hunter2 and --user=jane:hunter2', 'curl -u *** and --user=***'],
    ["sshpass -p 'hunter2' ssh", 'sshpass -p *** ssh'],
    [
      'POST https://hooks.example/services/T0/B0/hunter2 failed',
      'POST https://hooks.example/services/*** failed',
    ],
    ['https://chat.example/api/webhooks/12/hunter-hunter2: 401', 'https://chat.example/api/webhooks/*** 401'],
  ])('by %j is reported as %j', (said, told) => {
    expect(mask(said)).not.toMatch(/hunter2|abc|a b c/)
    expect(mask(said)).toBe(told)
  })

  it('in a key in PEM, whole or cut', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\nAAAA\n-----END RSA PRIVATE KEY-----'
    expect(mask(`bad ${key} here`)).toBe('bad *** here')
    expect(mask(`bad ${key.slice(0, 40)}`)).toBe('bad ***')
  })
})

describe('a plugin’s stderr that repeats what it was given', () => {
  it('is reported without its arguments and their values', () => {
    const args = ['get-token', '--client-id=prod-42', 'abcd', '-v', 'abc']
    expect(mask('unknown prod-42, GET-TOKEN; abcd abc -v', { args })).toBe('unknown ***, ***; *** abc -v')
  })

  it('is reported without the values of its environment, in their usual forms', () => {
    const env = { ROLE: 'blue/ox', SHORT: 'abc' }
    const base64 = Buffer.from('blue/ox').toString('base64').replace(/=+$/, '')
    expect(mask(`a blue/ox b blue%2Fox c ${base64} d abc`, { env })).toBe('a *** b *** c *** d abc')
  })

  it('is reported without inherited values that are secret by their name', () => {
    const inherited = { VAULT_TOKEN: 'plain words', HOME: '/home/jane' }
    expect(mask('plain words in /home/jane', { inherited })).toBe('*** in /home/jane')
  })
})

describe('the end of what a plugin said', () => {
  const value = 'grüne Wiesen ohne Zaun'
  const endOf = (said: string, size = said.length) => {
    const kept = keepEnd({ ...nothing, env: { WORDS: value } })
    const bytes = Buffer.from(said)
    for (let at = 0; at < bytes.length; at += size) kept.push(bytes.subarray(at, at + size))
    return kept.told()
  }

  it.each([4_080, 4_096, 8_180, 16_370, 16_700, 17_000])(
    'holds no part of a value that stands %d characters before it',
    (distance) => {
      for (let shift = 0; shift < value.length; shift += 1) {
        const told = endOf(`${'it says\n'.repeat(1000)}${value}${'.'.repeat(distance + shift)}`)
        expect(told).not.toMatch(/Zaun|aun|ohne|Wiesen/)
        expect(told.length).toBeLessThanOrEqual(4096)
      }
    },
  )

  it('is reported without a value whose characters came in pieces', () => {
    expect(endOf(`no ${value}, sorry`, 1)).toBe('no ***, sorry')
  })

  it('is short although much of it is masked', () => {
    const told = endOf(`${'x'.repeat(30_000)}${`${value} `.repeat(2000)}`)
    expect(told).toMatch(/^[*. ]+$/)
  })
})

it('what a person needs of a plugin’s words is kept', () => {
  for (const said of [
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    'error: could not open /usr/lib/google-cloud-sdk/bin/gke-gcloud-auth-plugin: no such file or directory',
    'dial tcp 10.0.0.1:443: connect: connection refused',
    'the long-token-lived cache failed to open /run/user/1000/cache',
  ])
    expect(mask(said)).toBe(said)
})
