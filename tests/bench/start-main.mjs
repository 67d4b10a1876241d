// Starts a built application and records when its start reaches which mark, in the main process and in its page. It
// runs before the application, and is plain JavaScript, so that it needs no preparation.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
// eslint-disable-next-line no-restricted-imports -- it stands where the main process begins
import { app, ipcMain, protocol } from 'electron'

const probe = readFileSync(new URL('./start-probe.js', import.meta.url))

/** Milliseconds since 1970 by name; what comes more than once counts the first time. @type {Record<string, number>} */
const marks = { process: performance.timeOrigin }

/** @type {(name: string, at?: number) => void} */
function mark(name, at = performance.timeOrigin + performance.now()) {
  marks[name] ??= at
}

const handle = protocol.handle.bind(protocol)
protocol.handle = (scheme, answer) =>
  handle(scheme, async (request) => {
    const url = new URL(request.url)
    if (url.pathname === '/start-probe.js')
      return new Response(probe, { headers: { 'content-type': 'text/javascript' } })
    if (url.pathname === '/start-mark') {
      const name = url.searchParams.get('name') ?? ''
      mark(name, Number(url.searchParams.get('at')))
      if (name === 'first row') tell()
      return new Response(null, { status: 204 })
    }
    if (url.pathname.endsWith('.html')) mark('page asked')
    const response = await answer(request)
    if (!url.pathname.endsWith('.html')) return response
    const text = await response.text()
    return new Response(text.replace('<head>', '<head><script src="/start-probe.js"></script>'), {
      headers: response.headers,
    })
  })

/** The steps of opening a cluster are messages of its stream. */
app.on('web-contents-created', (_event, contents) => {
  mark('window')
  const send = contents.send.bind(contents)
  contents.send = (channel, ...values) => {
    if (channel === 'cluster:open') {
      const text = String(values[1])
      const step = /"state":"connecting","step":"([a-z-]+)"/.exec(text)?.[1]
      if (step !== undefined) mark(`step ${step}`)
      if (text.includes('"kind":"rows"')) mark('rows sent')
    }
    send(channel, ...values)
  }
})
const on = ipcMain.on.bind(ipcMain)
ipcMain.on = (channel, listener) =>
  on(channel, (...call) => {
    if (channel === 'cluster:open') mark('cluster asked')
    listener(...call)
  })

function tell() {
  const { user, system } = process.cpuUsage()
  console.log(`credenza-start ${JSON.stringify({ marks, cpu: (user + system) / 1000 })}`)
}

void app.whenReady().then(() => mark('ready'))
mark('runtime')
await import(pathToFileURL(process.env.CREDENZA_START_ENTRY ?? '').href)
mark('modules')
