import { createSandbox } from '../sandbox.ts'

/** Changes the sandbox of a file without end, to be killed while it writes. */
const sandbox = await createSandbox({ file: process.argv[2] ?? '' })
const path = '/api/v1/namespaces/default/secrets'
const headers = { 'content-type': 'application/json' }
for (let round = 0; ; round += 1) {
  const body = JSON.stringify({
    metadata: { generateName: 'round-' },
    stringData: { filler: 'x'.repeat(50_000) },
  })
  await sandbox.dispatcher.request({ origin: sandbox.server, path, method: 'POST', headers, body })
  await sandbox.flush()
  if (round === 0) process.stdout.write('writing\n')
}
