import type { Session } from '../browser/pipe.ts'
import type { EventParameters } from '../browser/protocol-types.ts'
import { originOf, type Schemes } from '../protocol/schemes.ts'

/** A frame as in `senderFrame` and `mainFrame`, with the application's URLs (`app://…`). */
export interface Frame {
  readonly url: string
  readonly origin: string
  readonly parent: Frame | null
  readonly top: Frame | null
  readonly detached: boolean
  isDestroyed: () => boolean
  send: (channel: string, ...values: unknown[]) => void
}

interface FrameState {
  frame: Frame
  url: string
  origin: string
  isDetached: boolean
}

type Navigated = EventParameters<'Page.frameNavigated'>['frame']

/** Tracks the page's frames and what each actually shows. */
export function createFrames(schemes: Schemes, send: Frame['send']) {
  const states = new Map<string, FrameState>()
  let mainId: string | null = null
  const main = createState(null)

  function createState(parent: Frame | null): FrameState {
    const state = { url: '', origin: 'null', isDetached: false }
    const frame: Frame = {
      get url() {
        return state.url
      },
      get origin() {
        return state.origin
      },
      get detached() {
        return state.isDetached
      },
      get top() {
        return parent === null ? frame : parent.top
      },
      parent,
      isDestroyed: () => state.isDetached,
      send: parent === null ? send : () => undefined,
    }
    return Object.assign(state, { frame })
  }

  function stateOf(frameId: string, parentId: string | undefined): FrameState {
    const known = states.get(frameId)
    if (known !== undefined) return known
    const parent = parentId === undefined ? main.frame : (states.get(parentId)?.frame ?? main.frame)
    const state = createState(parent)
    states.set(frameId, state)
    return state
  }

  function onNavigated({ id, parentId, url, urlFragment, securityOrigin }: Navigated): void {
    const state = stateOf(id, parentId)
    state.url = schemes.toOwn(url + (urlFragment ?? ''))
    // A frame without its own URL has its creator's origin.
    state.origin = originOf(schemes.toOwn(securityOrigin))
  }

  return {
    main: main.frame,
    isMain: (frameId: string) => frameId === mainId,
    of: (frameId: string): Frame | null => states.get(frameId)?.frame ?? null,
    /** Starts to track the page. Its main frame has the id of its target. */
    follow(session: Session, targetId: string): void {
      mainId = targetId
      states.set(targetId, main)
      session.on('Page.frameAttached', ({ frameId, parentFrameId }) => void stateOf(frameId, parentFrameId))
      session.on('Page.frameNavigated', ({ frame }) => onNavigated(frame))
      session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
        const state = states.get(frameId)
        if (state !== undefined) state.url = schemes.toOwn(url)
      })
      session.on('Page.frameDetached', ({ frameId, reason }) => {
        const state = states.get(frameId)
        if (state === undefined || state === main || reason === 'swap') return
        state.isDetached = true
        states.delete(frameId)
      })
    },
  }
}

export type Frames = ReturnType<typeof createFrames>
