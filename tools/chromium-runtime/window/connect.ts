import { readFileSync } from 'node:fs'
import { createEvent } from '../app/event.ts'
import type { RunningBrowser } from '../browser/start.ts'
import type { Wire } from '../ipc/wire.ts'
import { intercept } from '../protocol/interception.ts'
import type { Bounds } from './bounds.ts'
import type { createClosing } from './closing.ts'
import type { Frames } from './frames.ts'
import type { Navigation } from './navigation.ts'
import type { SessionParts } from '../session/session.ts'
import type { WindowOptions } from './options.ts'
import { openPage, type Page } from './page.ts'
import { createPopups } from './popups.ts'
import { setUpPage } from './set-up.ts'
import type { WindowSurroundings } from './surroundings.ts'
import type { WebContents, WindowOpenDetails } from './web-contents.ts'

/** A page whose requests, frames, navigation and messages we control. */
export interface ConnectedPage extends Page {
  wire: Wire
}

interface Deps {
  id: number
  isHidden: boolean
  options: WindowOptions
  session: SessionParts
  frames: Frames
  navigation: Navigation
  closing: ReturnType<typeof createClosing>
  bounds: Bounds
  contents: WebContents
  askForWindow: (details: WindowOpenDetails) => void
}

/** Waits for the browser's page and connects it to the modules that each handle one aspect. */
export async function connectPage(
  browser: RunningBrowser,
  { id, isHidden, options, session: own, frames, navigation, closing, bounds, contents, askForWindow }: Deps,
  around: WindowSurroundings,
): Promise<ConnectedPage> {
  const page = await openPage(browser, closing.finish)
  const { session, targetId } = page
  frames.follow(session, targetId)
  navigation.follow(session)
  intercept({
    session,
    schemes: own.schemes,
    webRequest: own.webRequest,
    webContentsId: id,
    allowsNavigation: navigation.allows,
    isMainFrame: frames.isMain,
  })
  const popups = createPopups(own.schemes, frames, askForWindow)
  popups.follow(session)
  session.on('Page.javascriptDialogOpening', ({ type }) => {
    // A click on the close button arrives as the page's question whether to leave.
    const accept = type === 'alert' || (type === 'beforeunload' && (navigation.isLeaving() || closing.ask()))
    session.post('Page.handleJavaScriptDialog', { accept })
  })
  session.on('Inspector.targetCrashed', () => {
    contents.emit('render-process-gone', createEvent(), { reason: 'crashed', exitCode: 1 })
  })
  const hasScripts = options.webPreferences.javascript !== false
  if (!hasScripts) await session.send('Emulation.setScriptExecutionDisabled', { value: true })
  const wire = await setUpPage(session, {
    preload: options.preload === null ? '' : readFileSync(options.preload, 'utf8'),
    frames,
    onCall: (call) => around.receiveIpc(call, contents, frames.of(call.frameId)),
    onPopup: popups.tell,
    onReport: (report) => {
      if (isHidden) return
      around.screen.take(report)
      around.theme.take(report)
      bounds.take(report)
    },
  })
  if (!isHidden) around.theme.follow(session)
  return { ...page, wire }
}
