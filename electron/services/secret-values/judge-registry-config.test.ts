import { describe, expect, it } from 'vitest'
import { incompatibilityText } from '../../../shared/failure-text/incompatibility-text.ts'
import { registryConfigIncompatibility } from './judge-registry-config.ts'

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const judge = (config: string, url: string, key = '.dockerconfigjson') =>
  registryConfigIncompatibility(Buffer.from(config, 'utf8'), key, url)

const login = `{"auth":"${base64('puller:quiet-otter')}"}`
const at = (address: string, entry = login) => `{"auths":{${JSON.stringify(address)}:${entry}}}`
const withAuth = (auth: string) => `{"auth":${JSON.stringify(auth)}}`
const plain = '{"username":"puller","password":"quiet-otter"}'
const host = 'reg.halden.example'

describe('a registry configuration serves', () => {
  const rows: [what: string, config: string, url: string][] = [
    ['a glob for one level', at('*.halden.example'), host],
    ['globs as for ECR', at('*.dkr.ecr.*.aws.example'), '1234.dkr.ecr.eu-west-1.aws.example'],
    ['a glob within a level', at('r*g.halden.example'), host],
    ['a glob with a port', at('*.halden.example:5000'), `${host}:5000`],
    ['auth without padding', at(host, withAuth('cHVsbGVyczpvdHRlcnM')), host],
    [
      'auth broken into lines',
      at(
        host,
        withAuth(`${base64('puller:quiet-otter').slice(0, 8)}\r\n${base64('puller:quiet-otter').slice(8)}`),
      ),
      host,
    ],
    ['auth with a line break behind its padding', at(host, withAuth(`${base64('a:bc')}\n`)), host],
    ['a password with colons', at(host, withAuth(base64('robot$ci:a:b:c'))), host],
    ['auth that is not text', at(host, withAuth(Buffer.from([0xff, 0x3a, 0xfe]).toString('base64'))), host],
    [
      'auth that replaces an empty password',
      at(host, `{"username":"x","password":"",${login.slice(1)}`),
      host,
    ],
    ['an empty auth beside a login', at(host, `{"auth":"",${plain.slice(1)}`), host],
    ['a null auth beside a login', at(host, `{"auth":null,${plain.slice(1)}`), host],
    ['fields in another case', at(host, '{"Username":"u","PASSWORD":"p"}'), host],
    ['a long s in a field', at(host, '{"u\u017fername":"u","password":"p"}'), host],
    ['the level in another case', `{"AUTHS":{"${host}":${login}}}`, host],
    ['a field twice, the last one good', at(host, '{"password":"","Password":"p","username":"u"}'), host],
    ['an entry twice, the last one good', `{"auths":{"${host}":{},"${host}":${login}}}`, host],
    ['two levels that add up', `{"auths":{"${host}":${login}},"Auths":{"other.example":{}}}`, host],
    [
      'one without a login before one with',
      `{"auths":{"${host}/team":{},"${host}":${login}}}`,
      `${host}/team`,
    ],
    ['unknown fields of any kind', at(host, `{"registrytoken":[1],"x":{},${login.slice(1)}`), host],
    ['a token beside a login', at(host, `{"identitytoken":"t",${login.slice(1)}`), host],
    ['headers', `{"HttpHeaders":{"User-Agent":"x","Y":null},${at(host).slice(1)}`, host],
    ['a scheme', at(`https://${host}`), host],
    ['an unencrypted scheme', at(`http://${host}/`), host],
    ['the first API', at(`https://${host}/v1/`), host],
    ['the second API', at(`${host}/v2/`), `https://${host}`],
    ['an API before a path', at(`${host}/v2/team`), `${host}/team`],
    ['a host for a path of it', at(host), `${host}/team`],
    ['a path', at(`${host}/team`), `${host}/team`],
    ['a path with a slash behind', at(`${host}/team/`), `${host}/team`],
    ['the beginning of a path, within a segment too', at(`${host}/te`), `${host}/team`],
    ['an escaped path', at(`${host}/t%65am`), `${host}/team`],
    ['an address with a user', at(`puller@${host}`), host],
    ['an address with a query', at(`${host}?x=1`), host],
    ['an address with an empty port', at(`${host}:`), host],
    ['an upper-case host, asked for as such', at('REG.example'), 'REG.example'],
    ['a port', at(`${host}:8443`), `https://${host}:8443`],
    ['an address of IPv6 with a port', at('[fd00::1]:5000'), '[fd00::1]:5000'],
    ['Docker Hub by its short name', at('docker.io'), 'https://index.docker.io/v1/'],
    ['Docker Hub by its index', at('index.docker.io'), 'docker.io'],
    ['Docker Hub by the first API', at('https://index.docker.io/v1/'), 'docker.io'],
    ['Docker Hub by the second API', at('https://index.docker.io/v2/'), 'https://index.docker.io/v1/'],
    ['a team of Docker Hub', at('docker.io/team'), 'docker.io/team'],
    ['Docker Hub by a glob', at('*.io'), 'docker.io'],
    ['bytes that are no text in another field', at(host, `{"x":"\ufffd",${login.slice(1)}`), host],
    [
      'entries that can’t be addresses beside it',
      `{"auths":{"a b%":{},"\\u0001":{},"${host}":${login}}}`,
      host,
    ],
  ]
  it.each(rows)('with %s', (_, config, url) => {
    expect(judge(config, url)).toBeNull()
  })

  it('in the older form, which has no level around its entries', () => {
    expect(judge(`{"https://${host}":${login}}`, host, '.dockercfg')).toBeNull()
    expect(judge(`{"auths":{},"${host}":${login}}`, host, '.dockercfg')).toBeNull()
  })

  it('with bytes that aren’t text, as Go reads them', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"note":"'),
      Buffer.from([0xff]),
      Buffer.from(`",${at(host).slice(1)}`),
    ])
    expect(registryConfigIncompatibility(bytes, '.dockerconfigjson', host)).toBeNull()
  })
})

describe('a registry configuration does not serve', () => {
  const none = 'registry-without-url'
  const elsewhere: [what: string, config: string, url: string][] = [
    ['a glob of fewer levels', at('*.example'), host],
    ['a glob of more levels', at('*.*.halden.example'), host],
    ['a glob without the port', at('*.halden.example'), `${host}:5000`],
    ['a glob in the port', at(`${host}:*`), `${host}:5000`],
    // Go rejects brackets in hosts except around an IPv6 address (CVE-2025-47912, CVE-2026-25679).
    ['a class within a level', at('re[f-h].halden.example'), host],
    ['a class at the beginning', at('[r]eg.halden.example'), host],
    ['a class as the whole host', at('[a-z]'), 'r'],
    ['a negated class', at('re[^x].halden.example'), host],
    ['a class and a port', at('re[f-h].halden.example:5000'), `${host}:5000`],
    ['a malformed class', at('re[g.halden.example'), host],
    ['a host in brackets', at(`[${host}]:5000`), `${host}:5000`],
    ['an address of IPv4 in brackets', at('[10.0.0.1]:5000'), '10.0.0.1:5000'],
    ['an address of IPv6 behind a name', at('reg[fd00::1]:5000'), '[fd00::1]:5000'],
    ['an address of IPv6 that is none', at('[fd00:::1]:5000'), '[fd00::1]:5000'],
    ['a question mark, which begins a query', at('re?.halden.example'), host],
    ['an upper-case host', at('REG.halden.example'), host],
    ['a port that the images do not name', at(`${host}:443`), host],
    ['no port where the images name one', at(host), `${host}:443`],
    ['a longer path', at(`${host}/team/app`), `${host}/team`],
    ['a path where none is asked for', at(`${host}/team`), host],
    ['another path', at(`${host}/tean`), `${host}/team`],
    ['an API without its slash', at(`https://${host}/v2`), host],
    ['two slashes', at(`${host}//`), host],
    ['an upper-case scheme', at(`HTTPS://${host}`), host],
    ['another scheme', at(`ftp://${host}`), host],
    ['a space behind the host', at(`${host} `), host],
    ['a broken escape', at(`${host}/%zz`), host],
    ['a control character', at(`${host}\t`), host],
    ['an address of IPv6 without a port', at('[fd00::1]'), '[fd00::1]'],
    ['the website of Docker Hub', at('hub.docker.com'), 'https://index.docker.io/v1/'],
    ['the server of Docker Hub', at('registry-1.docker.io'), 'docker.io'],
    ['the index without a slash', at('https://index.docker.io/v1'), 'docker.io'],
    ['a team at the index', at('index.docker.io/team'), 'docker.io/team'],
    ['no entries', '{"auths":{}}', host],
    ['an empty address', at(''), host],
  ]
  it.each(elsewhere)('with %s', (_, config, url) => {
    expect(judge(config, url)?.code).toBe(none)
  })

  const empty = (missing: string, instead = 'nothing') => ({
    code: 'registry-login-empty',
    url: host,
    missing,
    instead,
  })
  it.each([
    [
      'a token in the place of a password',
      at(host, `{"auth":"${base64('0000:')}","identitytoken":"t"}`),
      empty('password', 'token'),
    ],
    ['a token alone', at(host, '{"identitytoken":"t"}'), empty('login', 'token')],
    ['a registry token', at(host, '{"registrytoken":"t"}'), empty('login', 'token')],
    [
      'an empty password',
      at(host, `{"username":"u","password":"","auth":"${base64('u:')}"}`),
      empty('password'),
    ],
    ['an empty user', at(host, withAuth(base64(':p'))), empty('username')],
    [
      'an auth that replaces a good login',
      at(host, `{"username":"u","password":"p","auth":"${base64(':')}"}`),
      empty('login'),
    ],
    [
      'a login in a credential store',
      `${at(host, '{}').slice(0, -1)},"credsStore":"desktop"}`,
      empty('login', 'store'),
    ],
    ['null for an entry', at(host, 'null'), empty('login')],
    ['an entry twice, the last one null', `{"auths":{"${host}":${login},"${host}":null}}`, empty('login')],
    [
      'an entry twice, the fields of which do not add up',
      `{"auths":{"${host}":{"username":"u"},"${host}":{"password":"p"}}}`,
      empty('username'),
    ],
    [
      'a field twice, the last one empty',
      at(host, '{"username":"u","password":"p","PASSWORD":""}'),
      empty('password'),
    ],
  ])('with %s', (_, config, incompatibility) => {
    expect(judge(config, host)).toEqual(incompatibility)
  })

  const refused = (what: string, field: string, where = host) => ({
    code: 'registry-refused',
    what,
    field,
    host: where,
  })
  it.each([
    [
      'an auth in plain text',
      at(host, '{"username":"u","password":"p","auth":"u:p"}'),
      refused('auth-not-base64', 'auth'),
    ],
    ['an auth in base64 for URLs', at(host, withAuth('dTo_Pz8-')), refused('auth-not-base64', 'auth')],
    ['an auth with a space', at(host, withAuth(`${base64('u:pw')} `)), refused('auth-not-base64', 'auth')],
    ['an auth with too much padding', at(host, withAuth('dTpw=')), refused('auth-not-base64', 'auth')],
    ['an auth of half a byte', at(host, withAuth('dTpwd')), refused('auth-not-base64', 'auth')],
    ['an auth without a colon', at(host, withAuth(base64('puller'))), refused('auth-without-colon', 'auth')],
    ['an auth of line breaks', at(host, withAuth('\n')), refused('auth-without-colon', 'auth')],
    [
      'a broken auth in another entry',
      `{"auths":{"${host}":${login},"old.example":{"auth":"u:p"}}}`,
      refused('auth-not-base64', 'auth', 'old.example'),
    ],
    [
      'a broken auth that is replaced later',
      `{"auths":{"${host}":{"auth":"u:p"},"${host}":${login}}}`,
      refused('auth-not-base64', 'auth'),
    ],
    [
      'a broken auth in a level that null takes away',
      `{"auths":{"${host}":{"auth":"u:p"}},"auths":null}`,
      refused('auth-not-base64', 'auth'),
    ],
    ['a number for a password', at(host, '{"username":"u","password":7}'), refused('field', 'password')],
    ['a number for an e-mail', at(host, `{"email":7,${login.slice(1)}`), refused('field', 'email')],
    ['a text for an entry', at(host, '"u:p"'), refused('field', '')],
    ['a list of entries', '{"auths":[]}', refused('field', 'auths', '')],
    [
      'a number in the headers',
      `{"HttpHeaders":{"a":1},${at(host).slice(1)}`,
      refused('field', 'HttpHeaders', ''),
    ],
    ['a list', '[]', { code: 'registry-not-json', key: '.dockerconfigjson' }],
    ['a text', '"x"', { code: 'registry-not-json', key: '.dockerconfigjson' }],
    ['a mark of byte order', `\ufeff${at(host)}`, { code: 'registry-not-json', key: '.dockerconfigjson' }],
    [
      'what is nested too deep',
      `{"x":${'['.repeat(10_001)}${']'.repeat(10_001)},${at(host).slice(1)}`,
      { code: 'registry-not-json', key: '.dockerconfigjson' },
    ],
    ['null', 'null', { code: 'registry-without-auths', key: '.dockerconfigjson' }],
    [
      'entries without their level',
      `{"${host}":${login}}`,
      { code: 'registry-without-auths', key: '.dockerconfigjson' },
    ],
    [
      'a level that null takes away',
      `{"auths":{"${host}":${login}},"AUTHS":null}`,
      { code: 'registry-without-auths', key: '.dockerconfigjson' },
    ],
  ])('with %s, as a whole', (_, config, incompatibility) => {
    expect(judge(config, host)).toEqual(incompatibility)
    // Also while no address has been entered.
    expect(judge(config, '')).toEqual(incompatibility)
  })

  it('and names the hosts that exist, but nothing else of an address', () => {
    const config = `{"auths":{"https://u:quiet-otter@a.example/x":{},"quiet-otter":{},"b.example":{},"c.example:1":{},"d.example":{}}}`
    const incompatibility = judge(config, host)
    expect(incompatibility).toEqual({
      code: none,
      url: host,
      hosts: ['a.example', 'b.example', 'c.example:1'],
      count: 4,
    })
    expect(incompatibility && incompatibilityText(incompatibility)).toBe(
      `It has no login for ${host}, only for a.example, b.example, c.example:1 and 1 more`,
    )
  })
})
