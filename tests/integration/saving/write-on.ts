// Adds `request` to every dispatcher.
import 'undici'
import { createUnfinished } from '../../../electron/base/unfinished.ts'
import { createSandbox } from '../../../electron/sandbox/sandbox.ts'
import { createSaveFile } from '../../../electron/services/save-file.ts'
import { openSettings } from '../../../electron/services/settings/settings.ts'

/** Writes one kind of file repeatedly, each time longer, to be killed while writing. */
const [kind = '', file = '', notes = ''] = process.argv.slice(2)

/** A text that shows whether it is complete. */
function* csvOf(round: number): Generator<string> {
  const rows = 200 + (round % 50) * 50
  yield `rows,${rows}\r\n`
  for (let row = 0; row < rows; row += 50) yield 'a credential of a long name,Docker registry\r\n'.repeat(50)
  yield 'end\r\n'
}

async function opened(): Promise<(round: number) => Promise<unknown>> {
  if (kind === 'csv') {
    const save = createSaveFile(createUnfinished(notes))
    return (round) => save(file, csvOf(round), new AbortController().signal)
  }
  if (kind === 'settings') {
    const settings = await openSettings(file)
    const names = (round: number) => Array.from({ length: 300 }, (_, index) => `context-${round}-${index}`)
    return (round) => settings.change({ lastContext: `context-${round}`, recentContexts: names(round) })
  }
  const sandbox = await createSandbox({ file, seed: 'empty' })
  const body = () =>
    JSON.stringify({ metadata: { generateName: 'round-' }, stringData: { filler: 'x'.repeat(50_000) } })
  return async () => {
    await sandbox.dispatcher.request({
      origin: sandbox.server,
      path: '/api/v1/namespaces/default/secrets',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body(),
    })
    await sandbox.flush()
  }
}

const write = await opened()
for (let round = 0; ; round += 1) {
  await write(round)
  process.stdout.write(`${round}\n`)
}
