/**
 * A sandbox behind an address, as its own process.
 *
 * Usage: node sandbox-process.ts FOLDER PORT, with the certificates, keys and tokens of `startSupervised` in the folder.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSandbox } from '../../../electron/sandbox/sandbox.ts'
import { createUsers } from './known-users.ts'
import { serveSandbox, testSandbox } from './serve-sandbox.ts'

const [folder = '', port = ''] = process.argv.slice(2)
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

const users = createUsers(read('tokens.csv'))
const sandbox = await createSandbox({ ...testSandbox, callerOf: users.callerOf })
const tls = { cert: read('server.crt'), key: read('server.key'), ca: read('ca.crt') }
const server = serveSandbox({ sandbox, users, tls })
server.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
server.listen(Number(port), '127.0.0.1')
