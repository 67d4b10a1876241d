import { live, small, type DemoPlace, type Scene, type Stage } from './stage.ts'

const marks = {
  'prod-eu-1': { label: '', swatch: 'sky', isReadOnly: false },
  'prod-us-2': { label: 'Production, United States', swatch: 'rose', isReadOnly: true },
  staging: { label: '', swatch: 'pine', isReadOnly: false },
  'lab-dgx': { label: '', swatch: 'iris', isReadOnly: false },
}
const clusterMarks = ({ file, server }: DemoPlace, of: Record<string, object> = marks) =>
  Object.entries(of).map(([context, mark]) => ({
    ...mark,
    context,
    file,
    server: context === 'prod-eu-1' ? server : `https://api.${context}.halden.io`,
  }))
const settings = (demo: DemoPlace) => ({
  clusterMarks: clusterMarks(demo),
  recentContexts: ['prod-eu-1', 'lab-dgx'],
})

async function openSwitcher(stage: Stage): Promise<void> {
  await live(stage)
  await stage.window.keyboard.press('Control+Shift+K')
  await stage.window.getByRole('combobox', { name: 'Find a cluster' }).waitFor()
  await stage.window.waitForTimeout(300)
}

/** Opens the menu of the second context by the keyboard. */
async function openMenu(stage: Stage): Promise<void> {
  await openSwitcher(stage)
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await stage.window.keyboard.press(key)
  await stage.window.getByRole('menu', { name: /^Of / }).waitFor()
  await stage.window.waitForTimeout(200)
}

async function openMark(stage: Stage): Promise<void> {
  await live(stage)
  await stage.window.getByRole('button', { name: /Changes allowed|Read-only/ }).click()
  await stage.window.getByRole('dialog', { name: 'Cluster settings' }).waitFor()
  await stage.window.waitForTimeout(300)
}

const other = (name: string, server: string) =>
  JSON.stringify({
    clusters: [{ name, cluster: { server } }],
    contexts: [{ name, context: { cluster: name, user: `${name}-admin`, namespace: 'runai-vision-train' } }],
    users: [{ name: `${name}-admin`, user: { token: 'demo' } }],
  })

const program = 'bin/kubectl-oidc-login'

/** A user of the demo's kubeconfig with another sign-in method, as in a file from someone else. */
const withUser =
  (user: object) =>
  (demo: string): string => {
    const config = JSON.parse(demo) as { users: { name: string; user: object }[] }
    return JSON.stringify({ ...config, users: config.users.map((one) => ({ ...one, user })) })
  }

const withProgram = (args: string[], env: Record<string, string>) =>
  withUser({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: `./${program}`,
      args,
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      interactiveMode: 'Never',
      provideClusterInfo: true,
    },
  })

const shortProgram = withProgram(['get-token', '--oidc-client-id=kubernetes'], {})
const longProgram = withProgram(
  [
    'get-token',
    '--oidc-issuer-url=https://sso.halden.io/realms/ml',
    '--oidc-client-id=kubernetes',
    '--oidc-extra-scope=groups',
    '--oidc-extra-scope=email',
    '--token-cache-dir=/home/okafor/.cache/dgx',
    '--skip-open-browser',
    '--grant-type=authcode',
    '--listen-address=127.0.0.1:8000',
  ],
  {
    HTTPS_PROXY: 'http://proxy.halden.io:3128',
    PATH: '/tmp/dgx/bin:/usr/bin',
    OIDC_BROWSER: 'firefox',
    LD_PRELOAD: '/tmp/dgx/libcompat.so',
  },
)

async function consent({ window }: Stage): Promise<void> {
  await window.getByRole('alertdialog', { name: /^Allow / }).waitFor()
  await window.waitForTimeout(400)
}

/** The open cluster's certificate isn't verified, and two others are unencrypted. */
const unprotected = (demo: string): string => {
  const config = JSON.parse(demo) as { clusters: { name: string; cluster: Record<string, unknown> }[] }
  const [open, , staging, lab] = config.clusters
  if (open !== undefined) {
    delete open.cluster['certificate-authority-data']
    open.cluster['insecure-skip-tls-verify'] = true
  }
  if (staging !== undefined) staging.cluster = { server: 'http://api.staging.halden.io:8080' }
  if (lab !== undefined) lab.cluster = { server: 'http://127.0.0.1:8001' }
  return JSON.stringify(config)
}

async function askConnection(stage: Stage): Promise<void> {
  await live(stage)
  const { window } = stage
  await window.keyboard.press('n')
  await window.getByText('Docker registry').last().click()
  const wizard = window.getByRole('dialog', { name: /^New / })
  await wizard.getByRole('treeitem', { name: 'vision-train' }).click()
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Harbor vision')
  await wizard.getByRole('textbox', { name: 'Username' }).fill('robot$vision')
  await wizard.getByRole('textbox', { name: 'Password' }).fill('demo-password')
  await wizard.getByRole('textbox', { name: 'Registry URL' }).fill('https://harbor.halden.io')
  await wizard.getByRole('button', { name: /^Create/ }).click()
  await window.getByRole('alertdialog').waitFor()
  await window.waitForTimeout(300)
}

/** From an earlier version, which stored marks by context name alone. */
const byName = { contextMarks: { 'prod-eu-1': { label: 'Production', swatch: 'rose', isReadOnly: true } } }

/** Choosing, naming and protecting a cluster, and the question before its plugin runs or its files are read. */
export const contextsScenes: Scene[] = [
  { name: 'clusters', settings, show: openSwitcher },
  { name: 'clusters-small', size: small, settings, show: openSwitcher },
  {
    name: 'clusters-files',
    settings,
    files: {
      'edge.yaml': other('edge-berlin', 'https://10.4.1.7:6443'),
      'old.yaml': 'apiVersion: v1\ncontexts:\n- name: old\n  context: {cluster: old\n',
    },
    show: openSwitcher,
  },
  { name: 'clusters-unprotected', kubeconfig: unprotected, show: openSwitcher },
  { name: 'clusters-unprotected-small', size: small, kubeconfig: unprotected, show: openSwitcher },
  { name: 'connection', kubeconfig: unprotected, show: askConnection },
  { name: 'connection-small', size: small, kubeconfig: unprotected, show: askConnection },
  { name: 'mark-in-doubt', settings: byName, show: live },
  { name: 'mark-in-doubt-small', size: small, settings: byName, show: live },
  { name: 'clusters-menu', settings, show: openMenu },
  { name: 'clusters-menu-small', size: small, settings, show: openMenu },
  { name: 'name-and-colour', settings, show: openMark },
  { name: 'name-and-colour-small', size: small, settings, show: openMark },
  {
    name: 'read-only',
    settings: (demo: DemoPlace) => ({
      clusterMarks: clusterMarks(demo, {
        'prod-eu-1': { label: 'Production, Europe', swatch: 'rose', isReadOnly: true },
      }),
    }),
    show: async (stage) => {
      await live(stage)
      await stage.window.getByRole('button', { name: 'New credential' }).hover()
      await stage.window.mouse.move(1180, 30)
      await stage.window.locator('.tip', { hasText: 'use the lock in the status bar' }).waitFor()
      await stage.window.waitForTimeout(300)
    },
  },
  { name: 'consent', isGiven: true, program, kubeconfig: longProgram, show: consent },
  { name: 'consent-small', size: small, isGiven: true, program, kubeconfig: longProgram, show: consent },
  { name: 'consent-short', isGiven: true, program, kubeconfig: shortProgram, show: consent },
  {
    name: 'consent-files',
    isGiven: true,
    kubeconfig: withUser({ tokenFile: '../.vault-token' }),
    show: consent,
  },
  {
    name: 'consent-refused',
    isGiven: true,
    program,
    kubeconfig: shortProgram,
    show: async (stage) => {
      await consent(stage)
      await stage.window.keyboard.press('Escape')
      await stage.window.getByRole('heading', { name: /wants to run/ }).waitFor()
      await stage.window.waitForTimeout(300)
    },
  },
]
