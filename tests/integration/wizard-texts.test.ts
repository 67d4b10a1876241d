import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewSecret } from '../../shared/contract/wizard.ts'
import { credentialNameProblem, descriptionProblem } from '../../shared/credential-fields.ts'
import { type ClusterSecret, holdsValue, marker, secretOf } from './cluster-secrets.ts'
import { type OpenProject, openProject } from './open-project.ts'
import { onBothClusters } from './both-clusters.ts'

/** What kubectl creates without a cluster, the same for both: by its arguments. */
const madeByKubectl = new Map<string, Promise<string>>()

await onBothClusters((cluster) => {
  let open: OpenProject

  beforeAll(async () => {
    open = await openProject(cluster, 'texts')
  })
  afterAll(() => open.stop())

  const hostile: Record<string, string> = {
    emoji: '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 e\u0301 \u{10ffff}',
    'right to left': '\u202eevil\u202c שלום مرحبا \u200f',
    quotes: `"'\`“”\\ \\" \\u0041 \\n %s %00 $(reboot) \${HOME} '; --`,
    'line breaks': '\n first\r\nsecond\rthird\n\n',
    'control characters':
      Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('') + '\u007f\u0080',
    'breaks of JSON and HTML': '\u2028\u2029<&>\u0085\ufeff\ufffe\uffff\ufffd',
    'outer space': ' \t value \u00a0\u3000',
    'a flag': '--docker-password=-x=,y',
    'what YAML reads': 'null: &a [*a, !!binary x] # no\n---\n- ~',
    'names of prototypes': '__proto__ constructor',
    '100 kB': 'ä"<\\'.repeat(20_000),
  }

  /** One line of the text, as far as it can be a credential's name. */
  function nameFrom(text: string): string {
    const name = Array.from(text.replace(/[\p{Cc}\u2028\u2029]/gu, '').trim())
      .slice(0, 200)
      .join('')
      .trim()
    return credentialNameProblem(name) === null ? name : 'x'
  }
  const descriptionFrom = (text: string): string => Array.from(text).slice(0, 250).join('')

  type Entered = Pick<NewSecret, 'type' | 'values'> & { registryUrl?: string }
  let count = 0

  /** Creates a credential from this input, and returns its secret from the cluster. */
  async function make(entered: Entered, text: string): Promise<ClusterSecret> {
    const kubernetesName = `text-${count++}`
    const [name, description] = [`${count} ${nameFrom(text)}`, descriptionFrom(text)]
    expect([credentialNameProblem(name), descriptionProblem(description)]).toEqual([null, null])
    const common = { ...open.newOf(name), kubernetesName, description }
    const credential = await open.application.wizard.create({ ...common, ...entered })
    expect(credential).toMatchObject({ name, description, status: { kind: 'ok' } })
    const made = await secretOf(cluster, open.namespace, kubernetesName)
    expect(made.metadata.annotations).toMatchObject({ 'credenza.app/credential': name })
    expect(made.metadata.annotations?.['credenza.app/description'] ?? '').toBe(description)
    return made
  }

  const bytesOf = ({ data = {} }: ClusterSecret, key: string) => Buffer.from(data[key] ?? '', 'base64')

  /** Go before 1.22, with which older kubectls were built, escaped two characters in a longer form. */
  const asNewerGo = (json: string) =>
    json.replace(/\\(u0008|u000c|.)/g, (escape) => ({ '\\u0008': '\\b', '\\u000c': '\\f' })[escape] ?? escape)

  /** What kubectl itself writes to `.dockerconfigjson`. Its arguments can't contain NUL. */
  async function byKubectl(url: string, username: string, password: string): Promise<string> {
    const flags = [`--docker-server=${url}`, `--docker-username=${username}`, `--docker-password=${password}`]
    const dry = ['--dry-run=client', '-o', 'json']
    const asked = JSON.stringify(flags)
    const made =
      madeByKubectl.get(asked) ??
      cluster.kubectl(['create', 'secret', 'docker-registry', 'x', ...flags, ...dry])
    madeByKubectl.set(asked, made)
    const answer = await made
    return asNewerGo(bytesOf(JSON.parse(answer) as ClusterSecret, '.dockerconfigjson').toString('utf8'))
  }

  describe('every text arrives byte for byte', () => {
    it.each(Object.entries(hostile))(
      'as a username and password, name and description: %s',
      async (_, text) => {
        const made = await make({ type: 'password', values: { username: text, password: `${text}.` } }, text)
        expect(bytesOf(made, 'User').equals(Buffer.from(text))).toBe(true)
        expect(bytesOf(made, 'Password').equals(Buffer.from(`${text}.`))).toBe(true)
        expect(Object.keys(made.data ?? {})).toHaveLength(2)
      },
    )

    it('as an access key, of any characters', async () => {
      await fc.assert(
        fc.asyncProperty(anyText(), anyText(), async (accessKeyId, secretKey) => {
          const made = await make({ type: 'access-key', values: { accessKeyId, secretKey } }, secretKey)
          expect(bytesOf(made, 'AccessKeyId').equals(Buffer.from(accessKeyId))).toBe(true)
          expect(bytesOf(made, 'SecretKey').equals(Buffer.from(secretKey))).toBe(true)
        }),
        { seed: 1, numRuns: 15 },
      )
    })
  })

  describe('a registry login is byte for byte that of kubectl', () => {
    const urls = ['registry.example.org', 'https://index.docker.io/v1/', 'http://[::1]:5000/a/b&c<d>"e']

    async function compare(registryUrl: string, username: string, password: string): Promise<void> {
      const values = { username, password }
      const made = await make({ type: 'docker-registry', registryUrl, values }, username)
      const expected = await byKubectl(registryUrl, username, password)
      expect(bytesOf(made, '.dockerconfigjson').toString('utf8')).toBe(expected)
      expect(made.metadata.annotations?.['credenza.app/registry-url']).toBe(registryUrl)
    }

    it.each(Object.entries(hostile))('with %s', async (_, text) => {
      // One argument of a program may have 128 KiB.
      const given = text.replaceAll('\0', '').slice(0, 60_000)
      await compare(urls[0] ?? '', given, given)
    })

    it('with any characters', async () => {
      const texts = anyText().filter((text) => !text.includes('\0'))
      await fc.assert(fc.asyncProperty(fc.constantFrom(...urls), texts, texts, compare), {
        seed: 1,
        numRuns: 30,
      })
    })

    it('and with NUL, which kubectl can’t be given, still reads as what was entered', async () => {
      const values = { username: `a\0b`, password: `\0${marker}` }
      const made = await make({ type: 'docker-registry', registryUrl: urls[0] ?? '', values }, 'NUL')
      const { auths } = JSON.parse(bytesOf(made, '.dockerconfigjson').toString()) as {
        auths: Record<string, object>
      }
      expect(auths[urls[0] ?? '']).toEqual({
        ...values,
        auth: Buffer.from(`${values.username}:${values.password}`).toString('base64'),
      })
      expect(holdsValue([open.application.logged, open.application.messages])).toBe(false)
    })
  })

  /** Whole characters from all of Unicode, common ones more often. */
  function anyText() {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom(...Array.from(`\\"'<>&/%\n\r\t\b\f\v\u007f\u2028\u2029\ufeff:@ `)),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    )
    return fc.array(unit, { minLength: 1, maxLength: 40 }).map((pieces) => pieces.join(''))
  }
})
