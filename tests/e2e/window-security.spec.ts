import { contract } from '../../shared/contract/contract.ts'
import { expect, test } from './application.ts'

test.describe('the window', () => {
  test('is sandboxed and isolated, without Node, with web security', async ({ start, cluster }) => {
    const { electron } = await start({ kubeconfig: cluster.adminKubeconfig })
    const preferences = await electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const contents = window?.webContents as
        | { getLastWebPreferences?: () => Electron.WebPreferences }
        | undefined
      return contents?.getLastWebPreferences?.() ?? {}
    })
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    })
  })

  test('has no Node and no Electron in reach, and nothing but the contract on its bridge', async ({
    open,
    cluster,
  }) => {
    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    const reach = await window.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in globalThis,
      ),
      bridge: Object.fromEntries(
        Object.entries((globalThis as unknown as { credenza: Record<string, object> }).credenza).map(
          ([domain, entries]) => [domain, Object.keys(entries)],
        ),
      ),
      isFrozen: Object.isFrozen((globalThis as unknown as { credenza: object }).credenza),
    }))
    expect(reach).toEqual({
      node: [],
      bridge: Object.fromEntries(
        Object.entries(contract).map(([domain, entries]) => [domain, Object.keys(entries)]),
      ),
      isFrozen: true,
    })
  })

  test('runs no script but its own: an injected script and eval are refused by the policy', async ({
    open,
    cluster,
  }) => {
    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    const violations = await window.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = []
          document.addEventListener('securitypolicyviolation', (event) => {
            seen.push(event.effectiveDirective)
            if (seen.length === 2) resolve(seen)
          })
          const inline = document.createElement('script')
          inline.textContent = 'globalThis.injected = true'
          document.body.append(inline)
          const image = new Image()
          image.src = 'https://example.invalid/x.png'
          document.body.append(image)
        }),
    )
    expect(violations.sort()).toEqual(['img-src', 'script-src-elem'])
    expect(await window.evaluate(() => 'injected' in globalThis)).toBe(false)
  })

  test('reaches no address, not even of this machine', async ({ open, cluster }) => {
    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    for (const address of [cluster.server, 'http://127.0.0.1:1', 'https://example.invalid']) {
      const outcome = await window.evaluate(
        (url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => 'reached',
            () => 'refused',
          ),
        address,
      )
      expect(outcome).toBe('refused')
    }
  })

  test('goes nowhere else and opens no other window', async ({ open, cluster }) => {
    const { electron, window } = await open({ kubeconfig: cluster.adminKubeconfig })
    const before = window.url()
    const opened = await window.evaluate(() => self.open('https://example.invalid/') === null)
    expect(opened).toBe(true)
    await window.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.invalid/'
      link.textContent = 'out'
      document.body.append(link)
      link.click()
    })
    await window.waitForTimeout(500)
    expect(window.url()).toBe(before)
    expect(electron.windows()).toHaveLength(1)
  })

  test('gets no permission: notifications, clipboard reading and location are denied', async ({
    open,
    cluster,
  }) => {
    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    const states = await window.evaluate(async () => {
      const names = ['notifications', 'clipboard-read', 'geolocation'] as PermissionName[]
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    })
    expect(states).toEqual(['denied', 'denied', 'denied'])
  })

  test('can’t call what is not in the contract, nor with what does not fit its schema', async ({
    open,
    cluster,
  }) => {
    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    const answers = await window.evaluate(async () => {
      const { credenza } = globalThis as unknown as {
        credenza: Record<string, Record<string, (input: string) => Promise<string>>>
      }
      const call = async (domain: string, name: string, input: string) =>
        JSON.parse((await credenza[domain]?.[name]?.(input)) ?? 'null') as { failure?: { code: string } }
      return [
        await call('application', 'showInFolder', JSON.stringify({ path: '/etc/passwd' })),
        await call('settings', 'change', JSON.stringify({ columns: ['password'] })),
        await call('cluster', 'refresh', JSON.stringify({ context: { $ne: '' } })),
        await call('cluster', 'refresh', '{'),
      ].map((answer) => answer.failure?.code)
    })
    expect(answers).toEqual(['not-found', 'input-invalid', 'input-invalid', 'input-invalid'])
  })
})
