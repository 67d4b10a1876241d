import { execFile } from 'node:child_process'
import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, text, type StartedApplication } from './application.ts'
import { root, runtime } from './launch.ts'
import { openWizard } from './wizard-steps.ts'

const run = promisify(execFile)

/** Answers the questions of the application with a button, and returns what was asked. */
async function answerWith(
  { electron }: StartedApplication,
  button: string,
): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ dialog }, chosen) => {
    const asked: string[] = []
    ;(globalThis as { asked?: string[] }).asked = asked
    dialog.showMessageBox = (...given: unknown[]) => {
      const { message, buttons = [] } = given.at(-1) as Electron.MessageBoxOptions
      asked.push(message)
      return Promise.resolve({ response: buttons.indexOf(chosen), checkboxChecked: false })
    }
  }, button)
  return () => electron.evaluate(() => (globalThis as { asked?: string[] }).asked ?? [])
}

/** Waits until the page shows texts. The main process asks it: a test can’t reach a page that ended. */
const expectShown = ({ electron }: StartedApplication, ...texts: string[]): Promise<void> =>
  expect(async () => {
    const shown: unknown = await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
    )
    for (const text of texts) expect(shown).toContain(text)
  }).toPass()

const crash = ({ electron }: StartedApplication): Promise<void> =>
  electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )

/** Keeps the page busy for good. */
const hang = ({ window }: StartedApplication): Promise<void> =>
  window.evaluate(() => {
    setTimeout(() => {
      for (;;);
    })
  })

test('a page that ended is reloaded when asked, with its draft', async ({ start, cluster }) => {
  const application = await start({ kubeconfig: cluster.adminKubeconfig })
  const asked = await answerWith(application, 'Reload')
  const wizard = await openWizard(application.window, 'password')
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Before the end')
  await application.window.keyboard.press('Escape')
  await expect(application.window.getByText('1 draft waits')).toBeAttached()
  await crash(application)
  await expect.poll(asked).toEqual(['The window has stopped working'])
  await expectShown(application, 'New credential', 'Live', '1 draft waits')
})

test('a page that ended can be left', async ({ start, cluster }) => {
  const application = await start({ kubeconfig: cluster.adminKubeconfig })
  await answerWith(application, 'Quit')
  const ended = application.electron.waitForEvent('close')
  await crash(application)
  await ended
})

test('a page that doesn’t respond is reloaded when asked', async ({ start, cluster }) => {
  const application = await start({ kubeconfig: cluster.adminKubeconfig })
  const asked = await answerWith(application, 'Reload')
  await hang(application)
  await application.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.emit('unresponsive'),
  )
  await expect.poll(asked).toEqual(['The window isn’t responding'])
  await expectShown(application, 'Live')
  // The end of the old page was wanted, so nothing else is asked.
  expect(await asked()).toHaveLength(1)
})

test('a window whose page never responds again is closed all the same', async ({ start, cluster }) => {
  const application = await start({ kubeconfig: cluster.adminKubeconfig })
  const ended = application.electron.waitForEvent('close')
  await hang(application)
  await application.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await ended
})

const failures: [string, (application: StartedApplication) => Promise<void>][] = [
  [
    'in a component',
    ({ window }) =>
      window.evaluate(() => {
        const { focus } = HTMLElement.prototype
        HTMLElement.prototype.focus = () => {
          HTMLElement.prototype.focus = focus
          throw new TypeError('FAKE-message of an error')
        }
        const menu = document.querySelector<HTMLElement>('[aria-label="More"]')
        menu?.click()
      }),
  ],
  [
    'in the window that nothing waits for',
    ({ window }) => window.evaluate(() => void Promise.reject(new TypeError('FAKE-message of an error'))),
  ],
  [
    'in a timer of the window',
    ({ window }) =>
      window.evaluate(() => {
        setTimeout(() => {
          throw new TypeError('FAKE-message of an error')
        })
      }),
  ],
  [
    'in a timer of the main process',
    ({ electron }) =>
      electron.evaluate(() => {
        setTimeout(() => {
          throw new TypeError('FAKE-message of an error')
        })
      }),
  ],
  [
    'in the main process that nothing waits for',
    ({ electron }) => electron.evaluate(() => void Promise.reject(new TypeError('FAKE-message of an error'))),
  ],
]
for (const [name, fail] of failures)
  test(`an error ${name} is shown once, logged without its message, and leads to a reload`, async ({
    start,
    cluster,
  }) => {
    const application = await start({ kubeconfig: cluster.adminKubeconfig })
    const { window, userData } = application
    await expect(window.getByRole('contentinfo')).toContainText('Live')
    await fail(application)
    const notice = window.getByRole('region', { name: 'Notices' })
    await expect(notice).toContainText(
      'Something went wrong in Credenza. This is a bug in Credenza. Look for ',
    )
    const id = /Look for (\S+) in the log/.exec(await notice.innerText())?.[1]
    const path = join(userData, 'logs/credenza.log')
    const log = await text(path)
    const line = log.split('\n').find((each) => each.includes(String(id)))
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      event: expect.stringMatching(/^(?:window|main):fault$/),
      at: expect.stringMatching(/^TypeError < at /),
    })
    expect(log).not.toContain('FAKE-message')
    await notice.getByRole('button', { name: 'Reload window' }).click()
    await expect(notice).toHaveCount(0)
    await expect(window.getByRole('contentinfo')).toContainText('Live')
    // This failure was wanted.
    await rm(path)
  })

test('an application with a missing part says that it couldn’t start, and leaves no empty window', async ({}, info) => {
  const broken = info.outputPath('out')
  await cp(join(root, 'out'), broken, { recursive: true })
  const chunks = join(broken, 'main/chunks')
  for (const file of await readdir(chunks)) if (file.startsWith('compose-')) await rm(join(chunks, file))
  const home = info.outputPath('home')
  const ended = await run(runtime, [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    join(broken, 'main/index.js'),
    `--user-data-dir=${join(home, 'user-data')}`,
  ]).catch((error: unknown) => error)
  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('Credenza couldn’t start') })
  expect(ended).toMatchObject({ stderr: expect.stringContaining('Install it again.') })
})
