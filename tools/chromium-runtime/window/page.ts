import type { RunningBrowser } from '../browser/start.ts'
import type { Session } from '../browser/pipe.ts'

/** The one page of the browser. */
export interface Page {
  session: Session
  targetId: string
  windowId: number
}

/**
 * Attaches to the page that the browser starts with, and closes every other one that opens. Rejects with a readable
 * error if the browser ends first.
 */
export async function openPage(browser: RunningBrowser, onClosed: () => void): Promise<Page> {
  const { pipe } = browser
  const failed = browser.gone.then((lastWords) => {
    throw new Error(`The browser ended before its window was there. It said:\n${lastWords}`)
  })
  const opened = attachToFirst(browser, onClosed)
  void pipe.send('Target.setDiscoverTargets', { discover: true }).catch(() => undefined)
  return Promise.race([opened, failed])
}

async function attachToFirst({ pipe }: RunningBrowser, onClosed: () => void): Promise<Page> {
  const targetId = await new Promise<string>((resolve) => {
    let first: string | null = null
    pipe.on('Target.targetCreated', ({ targetInfo }) => {
      if (targetInfo.type !== 'page' || targetInfo.targetId === first) return
      if (first !== null) {
        pipe.post('Target.closeTarget', { targetId: targetInfo.targetId })
        return
      }
      first = targetInfo.targetId
      resolve(first)
    })
    pipe.on('Target.targetDestroyed', (target) => {
      if (target.targetId === first) onClosed()
    })
  })
  const [{ sessionId }, { windowId }] = await Promise.all([
    pipe.send('Target.attachToTarget', { targetId, flatten: true }),
    pipe.send('Browser.getWindowForTarget', { targetId }),
    // An empty list denies all permissions to all origins.
    pipe.send('Browser.grantPermissions', { permissions: [] }),
    pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
  ])
  return { session: pipe.session(sessionId), targetId, windowId }
}

/** Evaluates an expression in the page’s world. `undefined` if it throws. */
export async function valueInPage(session: Session, expression: string): Promise<unknown> {
  const { result } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  })
  return result.value
}
