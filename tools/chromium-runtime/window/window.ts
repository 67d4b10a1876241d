import type { EventEmitter } from 'node:events'
import { createEvent } from '../app/event.ts'
import type { Session } from '../browser/pipe.ts'
import { createBounds } from './bounds.ts'
import { createClosing } from './closing.ts'
import { parseColor } from './color.ts'
import { connectPage, type ConnectedPage } from './connect.ts'
import { createFrames } from './frames.ts'
import { createNavigation } from './navigation.ts'
import type { WindowOptions } from './options.ts'
import type { WindowSurroundings } from './surroundings.ts'
import { valueInPage } from './page.ts'
import { printPage } from './print-page.ts'
import { createWebContents } from './web-contents.ts'

/** Which window it is, and who is notified about it. */
interface WindowIdentity {
  id: number
  title: string
  /** A hidden window in a browser without a visible one. */
  isHidden: boolean
  /** The `BrowserWindow` whose listeners are called. */
  events: EventEmitter
  /** Runs after they were notified that it is closed. */
  onGone: () => void
}

/** A window: its own browser with one page. */
export function createWindow(options: WindowOptions, identity: WindowIdentity, around: WindowSurroundings) {
  const { id, title, isHidden, events } = identity
  const session = around.sessions.of(options.webPreferences.partition)
  const browser = around.launch({ ...options.look, title, isHidden })
  let page: ConnectedPage | null = null

  const whenPage = (use: (page: ConnectedPage) => void) => {
    if (closing.isDestroyed()) return
    if (page !== null) use(page)
    else void opened.then(use, () => undefined)
  }
  const post: Session['post'] = (command, given) => whenPage(({ session }) => session.post(command, given))
  const evaluate = (expression: string) => post('Runtime.evaluate', { expression, silent: true })
  const frames = createFrames(session.schemes, (channel, ...values) => page?.wire.send(channel, values))
  const closing = createClosing({
    events,
    browser,
    targetId: () => page?.targetId ?? null,
    onDestroyed: () => {
      around.awaitEnd(browser.stop())
      contents.emit('destroyed')
    },
    onGone: identity.onGone,
  })
  const bounds = createBounds({
    first: options.bounds,
    minWidth: options.minWidth,
    minHeight: options.minHeight,
    events,
    whenOpen: (use) => whenPage(({ windowId }) => use(browser.pipe, windowId)),
  })
  const loadURL = async (url: string) => navigation.load((await opened).session, url)
  const { contents, askForWindow } = createWebContents({
    id,
    session: session.face,
    webPreferences: options.webPreferences,
    mainFrame: () => frames.main,
    send: (channel, values) => page?.wire.send(channel, values),
    close: () => void closing.request(),
    isDestroyed: closing.isDestroyed,
    loadURL,
    printToPDF: async (wish) => printPage((await opened).session, wish),
    executeJavaScript: async (expression) => valueInPage((await opened).session, expression),
    post,
    setZoomFactor: (factor) => evaluate(`document.documentElement.style.zoom = ${factor}`),
  })
  const navigation = createNavigation({
    schemes: session.schemes,
    frames,
    events: contents,
    onFirstLoad: () => events.emit('ready-to-show'),
  })

  const parts = {
    id,
    isHidden,
    options,
    session,
    frames,
    navigation,
    closing,
    bounds,
    contents,
    askForWindow,
  }
  const opened = connectPage(browser, parts, around).then((connected) => {
    page = connected
    paint(options.look.backgroundColor)
    return connected
  })
  opened.catch((error: unknown) => {
    if (closing.isDestroyed()) return
    console.error(`chromium-runtime: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
    closing.finish()
  })
  void browser.gone.then(() => {
    if (page === null || closing.isDestroyed()) return
    contents.emit('render-process-gone', createEvent(), { reason: 'killed', exitCode: 1 })
    closing.finish()
  })
  around.onWebContents(contents)

  /** Fills the page's background, so that nothing flashes white. */
  function paint(text: string): void {
    const color = parseColor(text)
    if (color !== null) post('Emulation.setDefaultBackgroundColorOverride', { color })
  }

  return {
    contents,
    bounds,
    closing,
    loadURL,
    paint,
    /** Evaluates an expression in the page's world, and drops the result. */
    evaluate,
    /** Null until the browser has one. */
    page: () => page,
    browser,
    focus: () =>
      whenPage(({ session, targetId }) => {
        browser.pipe.post('Target.activateTarget', { targetId })
        session.post('Page.bringToFront', {})
      }),
  }
}

export type WindowCore = ReturnType<typeof createWindow>
