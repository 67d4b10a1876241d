import { live, small, type Scene, type Stage } from './stage.ts'

const marks = {
  'prod-eu-1': { label: '', swatch: 'sky', isReadOnly: false },
  'prod-us-2': { label: 'Production, United States', swatch: 'rose', isReadOnly: true },
  staging: { label: '', swatch: 'pine', isReadOnly: false },
  'lab-dgx': { label: '', swatch: 'iris', isReadOnly: false },
}
const settings = { contextMarks: marks, recentContexts: ['prod-eu-1', 'lab-dgx'] }

async function openSwitcher(stage: Stage): Promise<void> {
  await live(stage)
  await stage.window.keyboard.press('Control+k')
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
  await stage.window.getByRole('dialog', { name: 'Name and colour' }).waitFor()
  await stage.window.waitForTimeout(300)
}

const other = (name: string, server: string) =>
  JSON.stringify({
    clusters: [{ name, cluster: { server } }],
    contexts: [{ name, context: { cluster: name, user: `${name}-admin`, namespace: 'runai-vision-train' } }],
    users: [{ name: `${name}-admin`, user: { token: 'demo' } }],
  })

/** A plugin that signs in by a program, as the file someone sent might name it. */
const withPlugin = (demo: string): string => {
  const config = JSON.parse(demo) as { users: { name: string; user: object }[] }
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'kubectl-oidc-login',
    args: ['get-token', '--oidc-issuer-url=https://sso.halden.io/realms/ml', '--oidc-client-id=kubernetes'],
    env: [
      { name: 'OIDC_BROWSER', value: 'none' },
      { name: 'HTTPS_PROXY', value: 'http://proxy.halden.io:3128' },
    ],
    interactiveMode: 'Never',
  }
  return JSON.stringify({ ...config, users: config.users.map((user) => ({ ...user, user: { exec } })) })
}

/** Choosing a cluster, giving it a name, protecting it, and being asked before its plugin runs. */
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
  { name: 'clusters-menu', settings, show: openMenu },
  { name: 'clusters-menu-small', size: small, settings, show: openMenu },
  { name: 'name-and-colour', settings, show: openMark },
  { name: 'name-and-colour-small', size: small, settings, show: openMark },
  {
    name: 'read-only',
    settings: {
      contextMarks: { 'prod-eu-1': { label: 'Production, Europe', swatch: 'rose', isReadOnly: true } },
    },
    show: async (stage) => {
      await live(stage)
      await stage.window.getByRole('button', { name: 'New credential' }).hover()
      await stage.window.mouse.move(1180, 30)
      await stage.window.getByText('The lock in the status bar changes that.').last().waitFor()
      await stage.window.waitForTimeout(300)
    },
  },
  {
    name: 'plugin',
    isGiven: true,
    kubeconfig: withPlugin,
    show: async ({ window }) => {
      await window.getByRole('heading', { name: /asks to run/ }).waitFor()
    },
  },
  {
    name: 'plugin-small',
    size: small,
    isGiven: true,
    kubeconfig: withPlugin,
    show: async ({ window }) => {
      await window.getByRole('heading', { name: /asks to run/ }).waitFor()
    },
  },
]
