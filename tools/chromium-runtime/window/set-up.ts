import type { Session } from '../browser/pipe.ts'
import { createWire, type Call, type Wire } from '../ipc/wire.ts'
import { pageWorldScript } from '../page/page-world.ts'
import { preloadWorldScript, type PreloadNames, type PreloadProcess } from '../page/preload-world.ts'
import type { PopupWish } from '../page/popups.ts'
import type { WindowReport } from '../page/reports.ts'
import type { Frames } from './frames.ts'

interface Deps {
  /** Text of the application's preload file. */
  preload: string
  frames: Frames
  onCall: (call: Call) => void
  onReport: (report: WindowReport) => void
  onPopup: (wish: PopupWish) => void
}

const world = 'chromium-runtime-preload'

const names: PreloadNames = {
  binding: 'chromiumRuntimePost',
  receiver: 'chromiumRuntimeReceive',
  handshake: 'chromium-runtime-handshake',
}

/** Prepares the page before its first real document: interception, the scripts of both worlds, the wire. */
export async function setUpPage(session: Session, { preload, frames, ...listeners }: Deps): Promise<Wire> {
  const wire = createWire({ session, world, names, isMainFrame: frames.isMain, ...listeners })
  await Promise.all([
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    session.send('Page.enable', {}),
    session.send('Inspector.enable', {}),
    session.send('Runtime.addBinding', { name: names.binding, executionContextName: world }),
    session.send('Runtime.enable', {}),
    // The page's world first, since it must receive the preload's handshake.
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript(names.handshake) }),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldScript(preload, names, preloadProcess()),
      worldName: world,
    }),
  ])
  return wire
}

function preloadProcess(): PreloadProcess {
  const { platform, arch } = process
  const versions = Object.fromEntries(
    Object.entries(process.versions).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return {
    platform,
    arch,
    versions,
    env: {},
    argv: [],
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
  }
}
