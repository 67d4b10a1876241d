import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readKubeconfig } from './kubeconfig.ts'
import { shownAddress, shownNames, withoutLogins } from './without-logins.ts'

it.each([
  ['https://c.example:6443', 'https://c.example:6443'],
  ['https://c.example/k8s/clusters/c-m-abc12345', 'https://c.example/k8s/clusters/c-m-abc12345'],
  ['https://c.example/@x/', 'https://c.example/@x/'],
  ['https://c/00000000-1111-2222-3333-444444444444', 'https://c/00000000-1111-2222-3333-444444444444'],
  ['https://admin:pw@c.example', 'https://c.example'],
  ['https://admin@c.example/path', 'https://c.example/path'],
  ['https://admin:p/w@c.example', 'https://c.example'],
  ['https://admin:p@w@c.example', 'https://c.example'],
  ['https://:pw@c.example', 'https://c.example'],
  ['admin:pw@c.example:6443', 'c.example:6443'],
  ['socks5://admin:pw@proxy:1080', 'socks5://proxy:1080'],
  ['https://c.example?token=pw', 'https://c.example'],
  ['https://c.example/path?token=pw#pw', 'https://c.example/path'],
  ['https://c.example#pw', 'https://c.example'],
  ['https://admin:pw@c example', 'https://c example'],
  ['https://c.example/eyJhbGciOiJub25lIn0.pwpwpw.x/', 'https://c.example/***/'],
  ['https://c.example/t/pw0123456789abcdefABCDEF0123456789pw', 'https://c.example/t/***'],
  ['https:///admin:pw@c.example', 'https:///***@c.example'],
  ['//admin:pw@c.example', '/***@c.example'],
  ['https:/admin:pw@c.example', 'https:/***@c.example'],
  ['ht\ntps://admin:pw@c.example', 'ht\ntps:/***@c.example'],
  ['https://admin:12/pw@c.example', 'https://admin:12/***@c.example'],
  ['https://c.example/k8s;token=pw', 'https://c.example/k8s'],
  ['', ''],
])('the address %s is shown as %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown)
})

it.each([
  ['kubernetes-admin@kubernetes', 'kubernetes-admin@kubernetes'],
  ['oidc:jane@example.org', 'oidc:jane@example.org'],
  ['arn:aws:eks:eu:1:cluster/prod', 'arn:aws:eks:eu:1:cluster/prod'],
  ['what?', 'what?'],
  ['default/https://admin:pw@c.example:6443/jane', 'default/https://c.example:6443/jane'],
  ['prod (https://c.example?token=pw)', 'prod (https://c.example'],
  ['prod?token=pw', 'prod'],
  ['jane eyJhbGciOiJub25lIn0.pwpwpw.x', 'jane ***'],
])('the name %s is shown as %s', (name, shown) => {
  expect(withoutLogins(name)).toBe(shown)
})

it('names stay apart', () => {
  const names = ['https://a:1@c', 'https://b:2@c', 'https://c', '?a=1']
  expect([...shownNames(names).values()]).toEqual(['https://c (2)', 'https://c (3)', 'https://c', '(2)'])
})

it('logins in addresses and names never leave the resolver, and their contexts can still be opened', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-logins-'))
  const argument = join(folder, 'config')
  const name = (login: string) => `https://${login}:hunter2@c.example`
  await writeFile(
    argument,
    JSON.stringify({
      'current-context': name('context'),
      clusters: [
        { name: name('cluster'), cluster: { server: 'https://c.example/eyJhbGciOiJub25lIn0.hunter2.x' } },
        { name: 'bad', cluster: { server: 'https://admin:hunter2@c.example/path?token=hunter2' } },
        {
          name: 'worse',
          cluster: { server: 'admin:hunter2@c.example', 'proxy-url': 'ftp://u:hunter2@proxy' },
        },
      ],
      users: [{ name: name('user'), user: { token: 't' } }],
      contexts: [
        { name: name('context'), context: { cluster: name('cluster'), user: name('user') } },
        { name: 'two', context: { cluster: 'bad', user: name('user') } },
        { name: 'three', context: { cluster: 'worse', user: name('user') } },
        { name: 'four', context: { cluster: name('nothing'), user: name('no-one') } },
      ],
    }),
  )
  const read = await readKubeconfig({ argument, environment: {}, home: folder, platform: 'linux' })
  await rm(folder, { recursive: true })
  const { resolve, shownName, ...told } = read
  expect(shownName(name('nobody'))).toBe('https://c.example (2)')
  expect(JSON.stringify(told)).not.toContain('hunter2')
  expect(told.contexts.map(({ problem }) => problem?.code)).toEqual([
    undefined,
    'context-unusable',
    'context-unusable',
    'context-dangling',
  ])
  expect(told.currentContext).toBe('https://c.example')
  for (const known of ['https://c.example', name('context')]) {
    expect(resolve(known)).toMatchObject({
      name: 'https://c.example',
      cluster: 'https://c.example',
      user: 'https://c.example',
      signIn: { kind: 'token', token: 't' },
    })
  }
})
