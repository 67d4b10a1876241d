import { beforeEach, expect, test } from 'vitest'
import { serveApplication } from './application-ipc.ts'
import { createIpc, type IpcCaller, type Wire } from './handle.ts'

let logged: unknown[]
let announced: string[]
let invoke: (channel: string, input: unknown) => Promise<string>
let reportFault: (error: unknown) => void
beforeEach(() => {
  logged = []
  announced = []
  const served = new Map<string, (caller: IpcCaller, input: unknown) => Promise<string>>()
  const wire: Wire = {
    onInvoke: (channel, listener) => served.set(channel, listener),
    onSend: () => undefined,
    onGone: () => undefined,
    announce: (_, value) => announced.push(value),
  }
  const log = { entry: () => undefined, operation: () => undefined, fault: () => '' }
  const services = serveApplication(createIpc({ wire, log }), {
    facts: {
      version: '',
      platform: 'linux',
      home: '',
      files: { settings: '', log: '', sandbox: '' },
      notices: [],
    },
    mayShow: () => false,
    showInFolder: () => undefined,
    copyText: () => Promise.resolve(),
    thirdParty: () => Promise.resolve([]),
    logFault: (event, places) => {
      logged.push({ event, ...places })
      return `id ${logged.length}`
    },
  })
  reportFault = services.reportFault
  const page: IpcCaller = { id: 1, isTrusted: true, send: () => undefined }
  invoke = (channel, input) => served.get(channel)!(page, JSON.stringify(input))
})

test('an error of the main process is logged without its message, and the window gets its id', () => {
  reportFault(new TypeError('FAKE-message'))
  expect(logged).toMatchObject([{ event: 'main:fault', name: 'TypeError' }])
  expect(JSON.stringify(logged)).toContain('application-ipc.test.ts:')
  expect(JSON.stringify(logged)).not.toContain('FAKE-message')
  expect(announced).toEqual(['"id 1"'])
})

test('an error of the window is logged only if it is a name and code positions', async () => {
  const report = (name: string, ...places: string[]) => invoke('application:reportFault', { name, places })
  await report('TypeError', 'at show (credenza://app/page.js:1:20)')
  for (const [name, place] of [
    ['TypeError: FAKE-message', 'at show (page.js:1:20)'],
    ['TypeError', 'FAKE-message'],
    ['TypeError', 'at show (page.js:1:20)\nFAKE-message'],
    ['TypeError', `at ${'x'.repeat(400)}:1:20`],
  ] as const)
    expect(JSON.parse(await report(name, place))).toMatchObject({ failure: { code: 'input-invalid' } })
  expect(logged).toEqual([
    { event: 'window:fault', name: 'TypeError', places: ['at show (credenza://app/page.js:1:20)'] },
  ])
})

test('an error that repeats with every frame doesn’t fill the log', () => {
  for (let frame = 0; frame < 1000; frame += 1) reportFault(new Error('FAKE-message'))
  expect(logged).toHaveLength(100)
})
