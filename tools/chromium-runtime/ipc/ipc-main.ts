import { EventEmitter } from 'node:events'
import type { Frame } from '../window/frames.ts'
import { pack } from './packing.ts'
import type { Call } from './wire.ts'

/** The first argument of handlers and listeners. `sender` is the window's web contents. */
interface IpcEvent {
  type: 'frame'
  sender: { send: (channel: string, ...values: unknown[]) => void }
  /** The frame that actually called. Null if it is gone. */
  senderFrame: Frame | null
  processId: number
  frameId: number
  ports: never[]
  reply: (channel: string, ...values: unknown[]) => void
  returnValue: unknown
}

type Handler = (event: IpcEvent, ...values: unknown[]) => unknown

/** `ipcMain`, and the function that passes it the windows' calls. */
export function createIpcMain() {
  const handlers = new Map<string, Handler>()

  function handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  }

  const ipcMain = Object.assign(new EventEmitter(), {
    handle,
    handleOnce: (channel: string, handler: Handler) =>
      handle(channel, (event, ...values) => {
        handlers.delete(channel)
        return handler(event, ...values)
      }),
    removeHandler: (channel: string) => void handlers.delete(channel),
  })

  async function answerInvoke(call: Call, event: IpcEvent): Promise<void> {
    try {
      const handler = handlers.get(call.channel)
      if (handler === undefined) throw new Error(`No handler registered for '${call.channel}'`)
      call.answer(true, pack(await handler(event, ...call.values)))
    } catch (error) {
      call.answer(false, `Error invoking remote method '${call.channel}': ${String(error)}`)
    }
  }

  function receive(call: Call, sender: IpcEvent['sender'], senderFrame: Frame | null): void {
    const event: IpcEvent = {
      type: 'frame',
      sender,
      senderFrame,
      processId: 0,
      frameId: 0,
      ports: [],
      reply: (channel, ...values) => sender.send(channel, ...values),
      returnValue: undefined,
    }
    if (call.kind === 'invoke') void answerInvoke(call, event)
    else ipcMain.emit(call.channel, event, ...call.values)
  }

  return { ipcMain, receive }
}
