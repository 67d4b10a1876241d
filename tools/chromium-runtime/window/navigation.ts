import type { EventEmitter } from 'node:events'
import { createEvent } from '../app/event.ts'
import type { Session } from '../browser/pipe.ts'
import type { Schemes } from '../protocol/schemes.ts'
import type { Frames } from './frames.ts'

interface Deps {
  schemes: Schemes
  frames: Frames
  /** The web contents whose listeners are called. */
  events: EventEmitter
  /** The application's page has loaded for the first time. */
  onFirstLoad: () => void
}

/** Navigation of the main frame: by `loadURL`, or by the page if the `will-navigate` listeners allow it. */
export function createNavigation({ schemes, frames, events, onFirstLoad }: Deps) {
  let wanted = ''
  let last = ''
  let isLeaving = false
  // The browser's first page is empty. Going back must reach neither it nor any stray page.
  let hasStrayHistory = true
  let isAstray = false
  let wasLoaded = false
  const loads: (() => void)[] = []
  const withoutFragment = (url: string) => url.replace(/#.*$/s, '')
  const isKnown = (url: string) => [wanted, last].map(withoutFragment).includes(withoutFragment(url))

  async function load(session: Session, url: string): Promise<void> {
    wanted = url
    const loaded = new Promise<void>((resolve) => loads.push(resolve))
    const { errorText } = await session.send('Page.navigate', { url: schemes.toBrowser(url) })
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`)
    await loaded
  }

  function goBack(session: Session): void {
    if (!isAstray) return
    hasStrayHistory = true
    session.post('Page.navigate', { url: schemes.toBrowser(last) })
  }

  function onNavigated(session: Session, url: string): void {
    isLeaving = false
    if (schemes.handlerOf(url) === null || url.startsWith('blob:')) {
      // data:, blob: and the browser's own pages cause no request, so that they couldn't be stopped earlier.
      isAstray = !isKnown(url) && last !== ''
      goBack(session)
      return
    }
    isAstray = false
    if (hasStrayHistory) session.post('Page.resetNavigationHistory', {})
    hasStrayHistory = false
    last = url
    events.emit('did-navigate', createEvent(), url)
  }

  function follow(session: Session): void {
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) onNavigated(session, frames.main.url)
    })
    // First the page's request, then its question whether to leave, then the start.
    session.on('Page.frameRequestedNavigation', ({ frameId, disposition }) => {
      if (frames.isMain(frameId) && disposition === 'currentTab') isLeaving = true
    })
    session.on('Page.frameStartedNavigating', ({ frameId, url, navigationType }) => {
      const isMainFrame = frames.isMain(frameId)
      const isSameDocument = /samedocument/i.test(navigationType)
      if (isMainFrame && !isSameDocument) isLeaving = true
      const details = { url: schemes.toOwn(url), isSameDocument, isMainFrame }
      events.emit('did-start-navigation', createEvent(details), details.url, isSameDocument, isMainFrame)
    })
    session.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (!frames.isMain(frameId)) return
      isLeaving = false
      // The way back may have been dropped while the stray page was loading.
      goBack(session)
    })
    session.on('Page.domContentEventFired', () => {
      if (last !== '') events.emit('dom-ready', createEvent())
    })
    session.on('Page.loadEventFired', () => {
      if (last === '') return
      events.emit('did-finish-load')
      for (const resolve of loads.splice(0)) resolve()
      if (!wasLoaded) onFirstLoad()
      wasLoaded = true
    })
  }

  return {
    load,
    follow,
    /** True while another page replaces this one, as on reload. */
    isLeaving: () => isLeaving,
    /** Whether the main frame may navigate there. Calls the listeners unless the application itself started it. */
    allows(url: string, isRedirect: boolean): boolean {
      if (!isRedirect && isKnown(url)) return true
      const details = {
        url,
        isSameDocument: false,
        isMainFrame: true,
        frame: frames.main,
        initiator: frames.main,
      }
      const event = createEvent(details)
      events.emit(isRedirect ? 'will-redirect' : 'will-navigate', event, url, false, true)
      return !event.defaultPrevented
    },
  }
}

export type Navigation = ReturnType<typeof createNavigation>
