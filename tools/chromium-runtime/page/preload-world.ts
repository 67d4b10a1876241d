import { pack, unpack } from '../ipc/packing.ts'
import { createEndpoint, endpointParts } from './endpoint.ts'
import { scriptOf, type PageGlobals } from './globals.ts'
import { openEvent, reportPopups } from './popups.ts'
import { createFilePaths } from './file-paths.ts'
import { createRendererIpc } from './renderer-ipc.ts'
import { reportWindow } from './reports.ts'

/** Names shared by the main process and the preload world. */
export interface PreloadNames {
  /** The function by which the preload world posts text to the main process. Only that world has it. */
  binding: string
  /** The object by which the main process calls into the preload world. Only that world has it. */
  receiver: string
  /** The event by which the preload world passes the shared node to the page's world. */
  handshake: string
}

/** What a sandboxed preload sees of `process`. */
export interface PreloadProcess {
  platform: string
  arch: string
  versions: Record<string, string>
  env: Record<string, string>
  argv: string[]
  type: 'renderer'
  sandboxed: true
  contextIsolated: true
}

type Preload = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
  process: PreloadProcess,
) => void

function startPreload(names: PreloadNames, process: PreloadProcess, openType: string): void {
  const world = globalThis as unknown as PageGlobals & Record<string, unknown>
  // Electron runs a preload only in the main frame.
  if (world.window !== world.top) return
  const post = world[names.binding] as (text: string) => void
  const { ipcRenderer, answer, event } = createRendererIpc(post, pack, unpack, (error) =>
    world.reportError(error),
  )
  const node = world.document.createElement('i')
  world.document.dispatchEvent(new world.MouseEvent(names.handshake, { relatedTarget: node }))
  const endpoint = createEndpoint(node, 'to-page', 'to-preload', () => undefined)
  const { getPathForFile, file, path } = createFilePaths(world.File, post)
  world[names.receiver] = { answer, event, file, path }
  reportWindow(post)
  reportPopups(node, openType, post)

  const electron = {
    ipcRenderer,
    contextBridge: { exposeInMainWorld: endpoint.expose },
    webUtils: { getPathForFile },
  }
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  const preload = world['runPreload'] as Preload | undefined
  preload?.(require, module, module.exports, process)
}

/** The script of the preload world. `preload` is the text of the application's preload file. */
export function preloadWorldScript(preload: string, names: PreloadNames, process: PreloadProcess): string {
  const start = scriptOf(
    startPreload,
    [names, process, openEvent],
    [pack, unpack, ...endpointParts, createFilePaths, createRendererIpc, reportWindow, reportPopups],
  )
  // The semicolons matter: without them the first statement would be parsed as a call.
  const define = `globalThis.runPreload = function (require, module, exports, process) {\n${preload}\n};`
  return `${define}\n${start};\ndelete globalThis.runPreload`
}
