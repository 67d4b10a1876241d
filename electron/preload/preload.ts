import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { contract } from '../../shared/contract/contract.ts'
import { channelOf, stopChannel, type Entry } from '../../shared/contract/define.ts'

let lastStream = 0

function startStream(channel: string, input: string, onFrame: (frame: string) => void): () => void {
  const number = ++lastStream
  const stopListening = listen(channel, (stream, frame, isLast) => {
    if (stream !== number) return
    if (isLast === true) stopListening()
    onFrame(frame as string)
  })
  ipcRenderer.send(channel, number, input)
  return () => {
    stopListening()
    ipcRenderer.send(stopChannel, number)
  }
}

function listen(channel: string, listener: (...values: unknown[]) => void): () => void {
  // Doesn't pass on the platform's event object.
  const onEvent = (_event: unknown, ...values: unknown[]) => listener(...values)
  ipcRenderer.on(channel, onEvent)
  return () => ipcRenderer.off(channel, onEvent)
}

/** The page passes the file itself, so it can't name a path that nobody chose. */
async function dropFile(channel: string, file: File): Promise<unknown> {
  // Electron knows the path immediately; another runtime has to ask its browser.
  const path = await Promise.resolve(webUtils.getPathForFile(file))
  return ipcRenderer.invoke(channel, JSON.stringify({ name: file.name, path }))
}

function bridgeOf(channel: string, entry: Entry): unknown {
  switch (entry.kind) {
    case 'operation':
      return (input: string) => ipcRenderer.invoke(channel, input)
    case 'stream':
      return (input: string, onFrame: (frame: string) => void) => startStream(channel, input, onFrame)
    case 'drop':
      return (file: File) => dropFile(channel, file)
    case 'announcement':
      return (listener: (value: string) => void) => listen(channel, (value) => listener(value as string))
  }
}

const bridge = Object.fromEntries(
  Object.entries(contract).map(([domain, entries]) => [
    domain,
    Object.fromEntries(
      Object.entries<Entry>(entries).map(([name, entry]) => [name, bridgeOf(channelOf(domain, name), entry)]),
    ),
  ]),
)

contextBridge.exposeInMainWorld('credenza', bridge)
