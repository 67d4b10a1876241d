// What Electron provides to a child of `utilityProcess.fork` before its file runs: `process.parentPort`.
import { EventEmitter } from 'node:events'

const port = new EventEmitter()
const waiting: unknown[] = []
const send = process.send?.bind(process)
const deliver = (data: unknown): boolean => port.emit('message', { data, ports: [] })

process.on('message', (data) => {
  if (port.listenerCount('message') > 0) deliver(data)
  else waiting.push(data)
})
// Messages wait for the first listener. This event is emitted before it is added.
port.on('newListener', (name) => {
  if (name === 'message') queueMicrotask(() => waiting.splice(0).forEach(deliver))
})
// A child may be blocked in native code, which delays an ordinary exit.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))

delete process.send
Object.assign(process, {
  type: 'utility',
  parentPort: Object.assign(port, { postMessage: (message: unknown) => void send?.(message) }),
})
Object.defineProperty(process.versions, 'electron', { value: 'chromium-runtime', enumerable: true })
