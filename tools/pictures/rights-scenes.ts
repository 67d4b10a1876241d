import { statusAnswer, type FaultyProxy, type Treatment } from '../../tests/cluster/faulty-proxy.ts'
import { small, type Scene, type Stage } from './stage.ts'

const refusal = (message: string): Treatment => statusAnswer(403, 'Forbidden', message)

const readable = ['runai-llm-eval', 'runai-chem-diffusion', 'runai-vision-train']

/** The cluster for someone who can only read the secrets of a few namespaces. */
function fewRights(proxy: FaultyProxy, { namespaces = 'pass', secrets = 'pass' }: Partial<Rest> = {}): void {
  proxy.treat(({ url = '' }) => {
    const [, namespace] = /\/namespaces\/([^/]+)\/secrets/.exec(url) ?? []
    if (namespace !== undefined) {
      return readable.includes(namespace) ? secrets : refusal(`secrets is forbidden in ${namespace}`)
    }
    if (url.startsWith('/api/v1/secrets')) {
      return refusal(
        'secrets is forbidden: User "m.okafor" cannot list resource "secrets" in API group "" at the cluster scope',
      )
    }
    return url.startsWith('/api/v1/namespaces') ? namespaces : 'pass'
  })
}
interface Rest {
  namespaces: Treatment
  secrets: Treatment
}

async function readAll({ window }: Stage): Promise<void> {
  await window
    .getByRole('main')
    .getByText(/You can read 3 of/)
    .waitFor()
  await window.getByRole('contentinfo').getByText('Live').waitFor()
  await window.waitForTimeout(1200)
}

const noNamespaces = (proxy: FaultyProxy) =>
  fewRights(proxy, { namespaces: refusal('namespaces is forbidden: User "m.okafor" cannot list them') })

/** What people see who can't read all of a cluster. */
export const rightsScenes: Scene[] = [
  { name: 'few-rights', treat: fewRights, show: readAll },
  { name: 'few-rights-small', size: small, treat: fewRights, show: readAll },
  {
    name: 'few-rights-shown',
    treat: fewRights,
    show: async (stage) => {
      await readAll(stage)
      await stage.window.getByRole('button', { name: 'Show permissions' }).click()
      await stage.window.waitForTimeout(300)
    },
  },
  {
    name: 'few-rights-reading',
    treat: (proxy) => fewRights(proxy, { secrets: { bytesPerSecond: 3000 } }),
    show: async ({ window }) => {
      await window
        .getByText(/Reading namespace/)
        .last()
        .waitFor()
      await window.waitForTimeout(1800)
    },
  },
  {
    name: 'no-rights',
    treat: noNamespaces,
    show: ({ window }) => window.getByRole('heading', { name: /can’t list/ }).waitFor(),
  },
  {
    name: 'name-namespaces',
    treat: noNamespaces,
    show: async ({ window }) => {
      await window.getByRole('button', { name: 'Choose namespaces…' }).click()
      await window
        .getByLabel('Namespaces', { exact: true })
        .fill('runai-llm-eval\nrunai-vision-train\nTeam_B')
      await window.waitForTimeout(300)
    },
  },
  {
    name: 'named-namespaces',
    treat: noNamespaces,
    settings: { namespaces: { 'prod-eu-1': ['runai-llm-eval', 'runai-vision-train', 'runai-robot-arm'] } },
    show: async ({ window }) => {
      await window
        .getByRole('main')
        .getByText(/You can’t list namespaces/)
        .waitFor()
      await window.getByRole('contentinfo').getByText('Live').waitFor()
      await window.waitForTimeout(1200)
    },
  },
]
