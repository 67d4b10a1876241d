import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../electron/app/served-files.ts'
import { freePort } from '../cluster/free-port.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'

/** `npm run dev` on a copy of the sources, which the test edits. Each step continues where the last one ended. */

const root = resolve(import.meta.dirname, '../..')
const copied = ['electron', 'renderer', 'shared', 'resources', 'tools', 'package.json', 'package-lock.json']
const settings = ['electron.vite.config.ts', 'tsconfig.json', 'tsconfig.base.json']
const patience = 120_000

let folder: string
let copy: string
let port: number
let child: ChildProcess
let output = ''
let ended: Promise<number | null>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-dev-test-'))
  copy = join(folder, 'sources')
  await mkdir(copy)
  for (const name of [...copied, ...settings])
    await cp(join(root, name), join(copy, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  const kubeconfig = join(folder, 'kubeconfig')
  // Nothing listens there.
  const server = 'https://127.0.0.1:1'
  await writeFile(kubeconfig, kubeconfigText({ name: 'prod', server, user: { token: 'none' } }))
  port = await freePort()
  const args = ['--sandbox', '--kubeconfig', kubeconfig, `--devtools=${port}`]
  child = spawn(process.execPath, [join(copy, 'tools/dev.mjs'), ...args], {
    cwd: copy,
    env: {
      ...process.env,
      HOME: folder,
      CREDENZA_RUNTIME: 'chromium',
      CREDENZA_HEADLESS: '1',
      INIT_CWD: folder,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  ended = new Promise((resolve) => child.once('close', (code) => resolve(code)))
})

afterAll(async () => {
  child.kill('SIGTERM')
  await ended
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

afterEach(({ task }) => {
  if (task.result?.state === 'fail') throw new Error(`The end of its output:\n${output.slice(-1000)}`)
})

/** The currently open window, through DevTools like a developer. */
async function connect(): Promise<{ browser: Browser; page: Page }> {
  let browser: Browser | undefined
  await expect
    .poll(
      async () => {
        await browser?.close()
        browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined)
        return browser?.contexts()[0]?.pages()[0]?.url()
      },
      { timeout: patience, interval: 500 },
    )
    .toContain('credenza')
  const page = browser?.contexts()[0]?.pages()[0]
  if (browser === undefined || page === undefined) throw new Error('There is no window.')
  return { browser, page }
}

async function edit(file: string, from: string, to: string): Promise<() => number> {
  const path = join(copy, file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  const begin = performance.now()
  await writeFile(path, text.replace(from, to))
  return () => Math.round(performance.now() - begin) / 1000
}

const hashOf = (page: Page) => page.evaluate(() => location.hash)

describe.runIf(process.platform === 'linux')('npm run dev', () => {
  it('picks up a component without losing the page', async () => {
    const { browser, page } = await connect()
    await page.getByText('Arena leaderboard').first().waitFor({ timeout: patience })
    const search = page.getByRole('textbox', { name: /^Search/ })
    await search.fill('registry')
    const seconds = await edit(
      'renderer/features/credentials/CredentialsPage.vue',
      "?? 'Credentials'",
      "?? 'Credentials, edited'",
    )
    await page.getByRole('heading', { name: 'Credentials, edited' }).waitFor({ timeout: patience })
    console.log(`A component was seen after ${seconds()} s.`)
    // The page wasn't reloaded: state that isn't stored anywhere is still there.
    expect(await search.inputValue()).toBe('registry')
    await browser.close()
  })

  it('picks up what only components use without losing the page', async () => {
    const { browser, page } = await connect()
    const seconds = await edit(
      'renderer/ui/cells/status-word.ts',
      "h('span', word)",
      "h('span', `${word}, edited`)",
    )
    await page.getByText('No issues, edited').first().waitFor({ timeout: patience })
    console.log(`A function of components was seen after ${seconds()} s.`)
    expect(await page.getByRole('textbox', { name: /^Search/ }).inputValue()).toBe('registry')
    await browser.close()
  })

  it('serves the page under the same policy as the product', async () => {
    const { browser, page } = await connect()
    const policy = await page.evaluate(async () =>
      (await fetch('/index.html')).headers.get('content-security-policy'),
    )
    expect(policy).toBe(contentSecurityPolicy)
    const reached = await page.evaluate(
      (debugging) =>
        fetch(`http://127.0.0.1:${debugging}/json`).then(
          () => true,
          () => false,
        ),
      port,
    )
    expect(reached).toBe(false)
    await browser.close()
  })

  it('picks up a store by loading the page again, in the same context and place', async () => {
    const { browser, page } = await connect()
    await page.keyboard.press('Control+1')
    await page.getByText('127.0.0.1:1 refused the connection').first().waitFor({ timeout: patience })
    await page.keyboard.press('Control+,')
    await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor()
    const seconds = await edit('renderer/state/application.store.ts', '? `~${', '? `HOME${')
    await page.getByText('HOME/.config/Credenza/settings.json').waitFor({ timeout: patience })
    console.log(`A store was seen after ${seconds()} s.`)
    expect(await hashOf(page)).toBe('#/settings')
    await page.locator('footer').getByText('prod').or(page.locator('nav').getByText('prod')).first().waitFor()
    await browser.close()
  })

  it('picks up a service by a restart that comes back to the same context and place', async () => {
    const before = await connect()
    const seconds = await edit('electron/services/own-files.ts', "'credenza.log'", "'edited.log'")
    await expect.poll(() => before.browser.isConnected(), { timeout: patience }).toBe(false)
    const { browser, page } = await connect()
    await page.getByText('HOME/.config/Credenza/logs/edited.log').waitFor({ timeout: patience })
    console.log(`A service was seen after ${seconds()} s.`)
    expect(await hashOf(page)).toBe('#/settings')
    await page.getByRole('link', { name: /Credentials/ }).click()
    await page.getByText('127.0.0.1:1 refused the connection').first().waitFor({ timeout: patience })
    await browser.close()
  })

  it('keeps what runs if a build fails, and says why', async () => {
    const { browser, page } = await connect()
    await page.getByRole('heading', { name: 'Credentials, edited' }).waitFor({ timeout: patience })
    const restarts = output.split('Restarted').length
    await edit('electron/services/own-files.ts', "'edited.log'", "= 'edited.log'")
    await expect.poll(() => output, { timeout: patience }).toContain('The build failed')
    // The same page continues, and applies what it can.
    await edit(
      'renderer/features/credentials/CredentialsPage.vue',
      'Credentials, edited',
      'Credentials, again',
    )
    await page.getByRole('heading', { name: 'Credentials, again' }).waitFor({ timeout: patience })
    // Longer than a restart would wait for more changes.
    await page.waitForTimeout(1000)
    expect(browser.isConnected()).toBe(true)
    expect(output.split('Restarted')).toHaveLength(restarts)
    await browser.close()
  })

  it('ends with all that it started', async () => {
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    await expect(fetch(`http://127.0.0.1:${port}/json`)).rejects.toThrow()
  })
})

/** The result of `npm run build`, which the suites prepare. */
describe('the product', () => {
  it('has nothing of npm run dev in it', async () => {
    for (const file of ['main/index.js', 'preload/preload.cjs', 'renderer/index.html']) {
      const text = await readFile(join(root, 'out', file), 'utf8')
      expect(text.length).toBeGreaterThan(100)
      expect(text).not.toMatch(/CREDENZA_DEVELOPMENT|@credenza\/|vite\/client|wss?:\/\//)
    }
  })
})
