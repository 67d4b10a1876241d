import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startFaultyProxy, type FaultyProxy } from '../cluster/faulty-proxy.ts'
import { realCluster } from './both-clusters.ts'
import { base64, holdsValue, marker } from './cluster-secrets.ts'
import { failureFrom } from './kube-connect.ts'
import { type OpenProject, openProject, registryUrl } from './open-project.ts'
import { openWizard, type OpenWizard } from './open-wizard.ts'

const cluster = realCluster()
let proxy: FaultyProxy
let open: OpenProject
let application: OpenWizard

beforeAll(async () => {
  open = await openProject(cluster, 'echoes')
  proxy = await startFaultyProxy(cluster)
  const { token } = await cluster.user('echoed', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }],
  })
  const file = join(cluster.folder, 'echoes.kubeconfig')
  await writeFile(file, proxy.kubeconfig('echoes', token), { mode: 0o600 })
  application = await openWizard(cluster, { kubeconfig: file })
})
afterAll(async () => {
  await application.stop()
  await proxy.stop()
  await open.stop()
})

const [user, word] = [`${marker}-user"<ä`, `${marker}\\word\u2028`]
const values = { username: user, password: word }
const entered: object[] = [
  { type: 'password', values },
  { type: 'access-key', values: { accessKeyId: user, secretKey: word } },
  { type: 'docker-registry', registryUrl, values },
]
const config = JSON.stringify({ auths: { [registryUrl]: { ...values, auth: base64(`${user}:${word}`) } } })

const echoes: Record<string, string> = {
  plain: `user ${user}, password ${word}`,
  'in base64': `data: ${base64(user)} ${base64(word)}`,
  'as JSON': JSON.stringify({ data: { User: user, Password: word } }),
  'for a URL': `?u=${encodeURIComponent(user)}&p=${encodeURIComponent(word)}`,
  'as the login that a registry is sent': `Authorization: Basic ${base64(`${user}:${word}`)}`,
  'as the configuration of a registry': `${config} ${base64(config)}`,
}

/** Makes a webhook refuse every new secret with this message. */
function refuseWith(words: string): void {
  const message = `admission webhook "judge.example.org" denied the request: not here: ${words} (end)`
  const body = JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 403, message })
  proxy.treat(({ method, url = '' }) =>
    method === 'POST' && url.includes('/secrets') ? { status: 403, body } : 'pass',
  )
}
const refused = {
  code: 'admission-refused',
  webhook: 'judge.example.org',
  said: expect.stringMatching(/not here: .*\(end\)$/) as string,
}
const failureOf = (each: object) =>
  failureFrom(
    application.wizard.create({
      ...open.newOf('echoed'),
      ...each,
      context: application.context,
    }),
  )

it.each(Object.entries(echoes))(
  'a webhook that echoes what was entered, %s, is reported without it',
  async (form, echo) => {
    refuseWith(echo)
    for (const [index, each] of entered.entries()) {
      // Only a registry's secret contains these.
      if (form.includes('registry') && index !== 2) continue
      const failure = await failureOf(each)
      expect(failure).toMatchObject(refused)
      expect(holdsValue(failure)).toBe(false)
    }
    expect(holdsValue([application.logged, application.messages])).toBe(false)
  },
)

it('a webhook that echoes the login of a registry is reported without it, however short its parts are', async () => {
  const short = { username: 'j7', password: 'k9!' }
  const login = base64(`${short.username}:${short.password}`)
  refuseWith(`Basic ${login}`)
  const failure = await failureOf({ type: 'docker-registry', registryUrl, values: short })
  expect(failure).toMatchObject(refused)
  expect(JSON.stringify(failure)).toContain('Basic •••••••• (end)')
})
