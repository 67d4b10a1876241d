import type { Session } from '../browser/pipe.ts'
import type { PopupWish } from '../page/popups.ts'
import type { Schemes } from '../protocol/schemes.ts'
import type { Frames } from './frames.ts'
import type { WindowOpenDetails } from './web-contents.ts'

/**
 * Reports each new window that the page requests. Most requests come from the page's scripts, before there is a window;
 * the browser reports the others (from frames and forms), and closes what they open like every stray page.
 */
export function createPopups(schemes: Schemes, frames: Frames, ask: (details: WindowOpenDetails) => void) {
  const tell = (wish: PopupWish) =>
    ask({
      ...wish,
      url: schemes.toOwn(wish.url),
      referrer: { url: frames.main.url, policy: 'default' },
    })

  function follow(session: Session): void {
    session.on('Page.windowOpen', ({ url, windowName: frameName, windowFeatures }) => {
      const features = windowFeatures.join(',')
      tell({ url, frameName, features, disposition: features === '' ? 'foreground-tab' : 'new-window' })
    })
    session.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
      const wish = { url, frameName: '', features: '' }
      if (disposition === 'newTab') tell({ ...wish, disposition: 'background-tab' })
      if (disposition === 'newWindow') tell({ ...wish, disposition: 'new-window' })
    })
  }

  return { tell, follow }
}
