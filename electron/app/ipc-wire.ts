import { app, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { ownWindows } from './own-windows.ts'
import { isOwnAddress } from './served-files.ts'

/**
 * The part of the IPC layer's `IpcCaller` that the platform knows; declared here so that the layers don't import each
 * other.
 */
interface WireCaller {
  id: number
  isTrusted: boolean
  send: (channel: string, ...values: (string | number | boolean)[]) => void
}

/** Electron's IPC in the form that the contract's handler needs; no platform object passes through. */
export function createWire() {
  const onGone = new Set<(callerId: number) => void>()
  // From the start: a window may exist before its listener does.
  app.on('web-contents-created', (_event, contents) => {
    const { id } = contents
    const tell = () => {
      for (const listener of onGone) listener(id)
    }
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) tell()
    })
    contents.on('render-process-gone', tell)
    contents.on('destroyed', tell)
  })
  return {
    onInvoke(channel: string, listener: (caller: WireCaller, input: unknown) => Promise<string>): void {
      ipcMain.handle(channel, (event, input: unknown) => listener(callerOf(event), input))
    },
    onSend(channel: string, listener: (caller: WireCaller, ...values: unknown[]) => void): void {
      ipcMain.on(channel, (event, ...values: unknown[]) => listener(callerOf(event), ...values))
    },
    announce(channel: string, value: string): void {
      for (const window of ownWindows()) window.webContents.send(channel, value)
    },
    onGone(listener: (callerId: number) => void): void {
      onGone.add(listener)
    },
  }
}

function callerOf(event: IpcMainEvent | IpcMainInvokeEvent): WireCaller {
  const { sender, senderFrame } = event
  return {
    id: sender.id,
    isTrusted: senderFrame !== null && senderFrame.parent === null && isOwnAddress(senderFrame.url),
    send: (channel, ...values) => {
      if (!sender.isDestroyed()) sender.send(channel, ...values)
    },
  }
}
