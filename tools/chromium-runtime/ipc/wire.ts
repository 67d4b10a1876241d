import type { Session } from '../browser/pipe.ts'
import type { PopupWish } from '../page/popups.ts'
import type { WindowReport } from '../page/reports.ts'
import type { PreloadNames } from '../page/preload-world.ts'
import { pack, unpack } from './packing.ts'

/** A message from the preload's world, with the frame that it actually came from. */
export interface Call {
  kind: 'invoke' | 'send'
  channel: string
  values: unknown[]
  frameId: string
  /** Answers an `invoke`. */
  answer: (isFine: boolean, text: string) => void
}

/** Carries text between the main process and the preload world of a page. */
export interface Wire {
  send: (channel: string, values: unknown[]) => void
}

interface Deps {
  session: Session
  /** The name of the preload world. */
  world: string
  names: PreloadNames
  isMainFrame: (frameId: string) => boolean
  onCall: (call: Call) => void
  onReport: (report: WindowReport) => void
  onPopup: (wish: PopupWish) => void
}

/** Listens to the binding that only the preload world has. Ignores all other callers. */
export function createWire({ session, world, names, isMainFrame, onCall, onReport, onPopup }: Deps): Wire {
  const frames = new Map<number, string>()
  let main: number | null = null

  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = (context.auxData ?? {}) as { frameId?: string }
    if (context.name !== world || frameId === undefined) return
    frames.set(context.id, frameId)
    if (isMainFrame(frameId)) main = context.id
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    frames.delete(executionContextId)
    if (main === executionContextId) main = null
  })
  session.on('Runtime.executionContextsCleared', () => {
    frames.clear()
    main = null
  })

  function call(
    context: number,
    method: 'answer' | 'event' | 'path',
    values: (string | number | boolean)[],
  ): void {
    session.post('Runtime.callFunctionOn', {
      functionDeclaration: `function (...values) { ${names.receiver}.${method}(...values) }`,
      executionContextId: context,
      arguments: values.map((value) => ({ value })),
      silent: true,
      returnByValue: true,
    })
  }

  /** Asks the browser for the path of a file in the preload world. Empty if it has none. */
  async function tellPath(context: number, number: number): Promise<void> {
    let path = ''
    try {
      const { result } = await session.send('Runtime.callFunctionOn', {
        functionDeclaration: `function (number) { return ${names.receiver}.file(number) }`,
        executionContextId: context,
        arguments: [{ value: number }],
        silent: true,
      })
      if (result.objectId !== undefined) {
        ;({ path } = await session.send('DOM.getFileInfo', { objectId: result.objectId }))
        session.post('Runtime.releaseObject', { objectId: result.objectId })
      }
    } catch {
      // The page is gone, or the file has no path.
    }
    call(context, 'path', [number, path])
  }

  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId: context }) => {
    const frameId = frames.get(context)
    if (name !== names.binding || frameId === undefined) return
    const [kind, ...rest] = JSON.parse(payload) as [string, ...unknown[]]
    if (kind === 'report') {
      onReport(rest[0] as WindowReport)
    } else if (kind === 'popup') {
      onPopup(rest[0] as PopupWish)
    } else if (kind === 'file') {
      void tellPath(context, rest[0] as number)
    } else if (kind === 'invoke' || kind === 'send') {
      const [number, channel, ...texts] = rest as [number, string, ...string[]]
      const answer = (isFine: boolean, text: string) => call(context, 'answer', [number, isFine, text])
      onCall({ kind, channel, values: texts.map(unpack), frameId, answer })
    }
  })

  return {
    send: (channel, values) => {
      if (main !== null) call(main, 'event', [channel, ...values.map(pack)])
    },
  }
}
