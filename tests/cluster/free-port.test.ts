import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { firstChosenPort, freePort } from './free-port.ts'

const range = '/proc/sys/net/ipv4/ip_local_port_range'

describe('a free port', () => {
  it.runIf(process.platform === 'linux')('is never one that the system gives to a connection', async () => {
    expect(await freePort()).toBeLessThan(Number(readFileSync(range, 'utf8').split('\t')[0]))
  })

  it('is below those of other systems', () => {
    expect(firstChosenPort('')).toBe(32_768)
    expect(firstChosenPort('20000\t60999\n')).toBe(20_000)
  })

  it('can be listened to', async () => {
    const server = createServer().listen(await freePort(), '127.0.0.1')
    await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
    server.close()
  })
})
