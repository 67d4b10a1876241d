import type { Locator } from '@playwright/test'
import { statusAnswer } from '../../tests/cluster/faulty-proxy.ts'
import type { UserRules } from '../../tests/cluster/users.ts'
import type { CredentialType } from '../../shared/credential-types/credential-types.ts'
import { typeDescriptions } from '../../shared/credential-types/credential-types.ts'
import { wizardLogin } from './demo-logins.ts'
import { live, small, type Scene, type Stage } from './stage.ts'

const namespace = 'runai-vision-train'
const url = wizardLogin.url
const [wanted] = wizardLogin.names
const created = 'Harbor evaluation'

const reading = ['get', 'list', 'watch']
/** May write only in some projects. */
const rules: UserRules = {
  clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: reading }],
  namespaceRules: Object.fromEntries(
    ['runai', 'runai-chem-diffusion', 'runai-rna-folding', 'runai-seg-3d', namespace].map((name) => [
      name,
      [{ resources: ['secrets'], verbs: [...reading, 'create', 'patch'] }],
    ]),
  ),
}

/** Removes what an earlier scene left. */
async function tidy({ cluster }: Stage): Promise<void> {
  const keys = ['credential', 'origin', 'created-by', 'created-at']
  const annotations = keys.map((key) => `credenza.app/${key}-`)
  await cluster.kubectl(['annotate', 'secret', wanted, '-n', namespace, ...annotations])
  const made = ['secret', 'dockerregistry-harbor-evaluation', '-n', namespace]
  await cluster.kubectl(['delete', ...made, '--ignore-not-found'])
}

async function open(stage: Stage, type: CredentialType = 'docker-registry'): Promise<Locator> {
  await tidy(stage)
  await live(stage)
  await stage.window.keyboard.press('n')
  await stage.window.getByRole('menuitem', { name: new RegExp(`^${typeDescriptions[type].word}`) }).click()
  const wizard = stage.window.getByRole('dialog', { name: /^New / })
  await wizard.getByRole('treeitem', { name: 'vision-train' }).waitFor()
  return wizard
}

async function fillExisting(stage: Stage): Promise<Locator> {
  const wizard = await open(stage)
  await wizard.getByRole('treeitem', { name: 'vision-train' }).click()
  await wizard.getByText('Existing secret', { exact: true }).click()
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Harbor training')
  await wizard.getByRole('textbox', { name: 'Registry URL' }).fill(url)
  await wizard.getByRole('option', { name: wanted }).click()
  await wizard.getByText('has an entry for it').waitFor()
  return wizard
}

async function fillNew(stage: Stage): Promise<Locator> {
  const wizard = await open(stage)
  await wizard.getByRole('treeitem', { name: 'vision-train' }).click()
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill(created)
  await wizard.getByRole('textbox', { name: 'Username' }).fill('robot$vision')
  await wizard.getByRole('textbox', { name: 'Password' }).fill('demo-password')
  await wizard.getByRole('textbox', { name: 'Registry URL' }).fill(url)
  return wizard
}

const demoKey = '-----BEGIN OPENSSH PRIVATE KEY-----\nZGVtbw==\n-----END OPENSSH PRIVATE KEY-----'

async function openNamed(stage: Stage, type: CredentialType, name: string): Promise<Locator> {
  const wizard = await open(stage, type)
  await wizard.getByRole('treeitem', { name: 'vision-train' }).click()
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill(name)
  return wizard
}

async function fillGeneric(stage: Stage): Promise<Locator> {
  const wizard = await openNamed(stage, 'generic', 'Trainer env')
  const entered = {
    WANDB_BASE_URL: 'https://demo',
    HF_TOKEN: 'demo',
    'store.yaml': 'endpoint: a\nbucket: b\n',
  }
  for (const [at, [key, value]] of Object.entries(entered).entries()) {
    if (at > 0) await wizard.getByRole('button', { name: 'Add key' }).click()
    await wizard.getByRole('textbox', { name: `Key ${at + 1}`, exact: true }).fill(key)
    await wizard.getByRole('textbox', { name: `Value of ${key}` }).fill(value)
  }
  return wizard
}

async function checkIt(wizard: Locator): Promise<void> {
  await wizard.getByRole('button', { name: 'Check' }).click()
  await wizard.getByText('Dry run passed').waitFor()
  await wizard.getByRole('textbox', { name: 'Credential name' }).focus()
}

/** Someone else claims the chosen secret, while this window's list is stalled. */
async function loseIt(stage: Stage): Promise<void> {
  const wizard = await fillExisting(stage)
  const at = new Date(Date.now() - 4000).toISOString()
  const made = {
    credential: 'Harbor robot',
    origin: 'existing',
    'created-by': 't.ferreira',
    'created-at': at,
  }
  const pairs = Object.entries(made).map(([key, value]) => `credenza.app/${key}=${value}`)
  await stage.cluster.kubectl(['annotate', 'secret', wanted, '-n', namespace, ...pairs])
  await wizard.getByText('is already in use').waitFor()
  await wizard.getByRole('listbox', { name: 'Unused secrets' }).focus()
  await stage.window.keyboard.press('Home')
  await stage.window.keyboard.press('ArrowDown')
}

const webhookWords = `admission webhook "names.policy.halden.io" denied the request: secrets in ${namespace} need the label cost-centre`

const shows: [name: string, sizes: 'both' | 'large' | 'small', show: (stage: Stage) => Promise<unknown>][] = [
  ['wizard', 'both', async (stage) => checkIt(await fillExisting(stage))],
  ['wizard-new', 'both', async (stage) => checkIt(await fillNew(stage))],
  ['wizard-taken', 'both', loseIt],
  [
    'wizard-kubectl',
    'small',
    async (stage) => (await fillExisting(stage)).getByRole('button', { name: 'As kubectl' }).click(),
  ],
  [
    'wizard-empty',
    'both',
    async (stage) => {
      const wizard = await open(stage, 'password')
      await wizard.getByRole('treeitem', { name: 'Research' }).click()
      await wizard.getByText('Existing secret', { exact: true }).click()
    },
  ],
  [
    'wizard-problems',
    'both',
    async (stage) => {
      const wizard = await open(stage)
      await wizard.getByRole('treeitem', { name: 'seg-3d' }).click()
      await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Ceph RGW imaging')
      await wizard.getByRole('textbox', { name: 'Registry URL' }).fill('https://robot@harbor:99999')
      await wizard.getByRole('button', { name: 'Create credential' }).click()
    },
  ],
  [
    'wizard-refused',
    'large',
    async (stage) => {
      const wizard = await fillNew(stage)
      stage.proxy.treat(({ method, url: path = '' }) =>
        method === 'POST' && path.includes('/secrets')
          ? statusAnswer(400, 'BadRequest', webhookWords)
          : 'pass',
      )
      await wizard.getByRole('button', { name: 'Create credential' }).click()
      await wizard.getByRole('alert').waitFor()
    },
  ],
  [
    'wizard-locked',
    'large',
    async (stage) => {
      const wizard = await open(stage)
      await wizard.getByRole('treeitem', { name: 'llm-eval', disabled: true }).hover()
    },
  ],
  [
    'wizard-draft',
    'large',
    async (stage) => {
      await fillNew(stage)
      await stage.window.keyboard.press('Escape')
      await stage.window.keyboard.press('n')
      await stage.window.getByRole('menuitem').first().click()
      await stage.window.getByText('Continued from').waitFor()
    },
  ],
  [
    'credential-types',
    'large',
    async (stage) => {
      await live(stage)
      await stage.window.keyboard.press('n')
      await stage.window.keyboard.press('ArrowDown')
    },
  ],
  ['wizard-generic', 'both', async (stage) => checkIt(await fillGeneric(stage))],
  [
    'wizard-env-file',
    'both',
    async (stage) => {
      const wizard = await fillGeneric(stage)
      await wizard.getByRole('button', { name: 'Paste .env' }).click()
      await stage.window.keyboard.insertText(
        'HF_TOKEN=demo\nexport STAGE="demo" # where\nnonsense\nSTAGE=test',
      )
    },
  ],
  [
    'wizard-ssh',
    'both',
    async (stage) => {
      const wizard = await fillGeneric(stage)
      await wizard.getByText('SSH key', { exact: true }).first().click()
      await wizard.getByRole('textbox', { name: 'SSH key' }).fill(demoKey)
      await wizard.getByText('It’s saved anyway').waitFor()
    },
  ],
  [
    'wizard-ngc',
    'both',
    async (stage) => {
      const wizard = await openNamed(stage, 'ngc-api-key', 'NGC models')
      await wizard.getByRole('textbox', { name: 'NGC API key' }).fill('nvapi-demo')
      await checkIt(wizard)
    },
  ],
  [
    'wizard-known-registries',
    'both',
    async (stage) => {
      const wizard = await openNamed(stage, 'docker-registry', 'ECR images')
      await wizard.getByRole('button', { name: 'Known registries' }).click()
    },
  ],
  [
    'wizard-known-registry',
    'both',
    async (stage) => {
      const wizard = await openNamed(stage, 'docker-registry', 'ECR images')
      await wizard.getByRole('button', { name: 'Known registries' }).click()
      await stage.window.getByRole('menuitem', { name: /^Amazon ECR/ }).click()
    },
  ],
  [
    'created',
    'large',
    async (stage) => {
      const wizard = await fillNew(stage)
      await wizard.getByRole('button', { name: 'Create credential' }).click()
      await stage.window.getByText('was created').waitFor()
    },
  ],
]

/** The wizard in all its states. */
export const wizardScenes: Scene[] = shows.flatMap(([name, sizes, take]) => {
  const show = async (stage: Stage) => {
    await take(stage)
    await stage.window.waitForTimeout(500)
  }
  return [
    ...(sizes === 'small' ? [] : [{ name, rules, show }]),
    ...(sizes === 'large' ? [] : [{ name: `${name}-small`, size: small, rules, show }]),
  ]
})
