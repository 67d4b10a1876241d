// Starts the built application and records which messages to its window contain a planted value, with only the channel,
// in a file. It runs before the application, so that none is missed.
import { appendFileSync } from 'node:fs'
// eslint-disable-next-line no-restricted-imports -- it stands where the main process begins
import { app, ipcMain } from 'electron'
import { holdsPlantedValue } from './planted-values.ts'

const file = process.env.CREDENZA_TEST_MESSAGES

/** @type {(channel: string, content: unknown) => void} */
function note(channel, content) {
  if (holdsPlantedValue(Buffer.from(JSON.stringify(content) ?? ''))) appendFileSync(file, `${channel}\n`)
}

const handle = ipcMain.handle.bind(ipcMain)
ipcMain.handle = (channel, handler) =>
  handle(channel, async (...call) => {
    const answer = await handler(...call)
    note(channel, answer)
    return answer
  })
app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents)
  contents.send = (channel, ...values) => {
    note(channel, values)
    send(channel, ...values)
  }
})

await import('../../out/main/index.js')
