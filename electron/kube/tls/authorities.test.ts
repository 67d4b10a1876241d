import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certificatesOf, machineAuthorities } from './authorities.ts'

const [one = '', two = '', three = ''] = rootCertificates
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-authorities-'))
  await mkdir(join(folder, 'certs'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = (name: string, text: string) => writeFile(join(folder, name), text)

/** Which of the certificates the machine trusts with these variables. */
async function trusted(environment: Record<string, string>): Promise<string[]> {
  const authorities = await machineAuthorities(environment)
  return [one, two, three].filter((pem) => certificatesOf(pem).some((own) => authorities.has(own)))
}

describe.skipIf(process.platform !== 'linux')('the files of authorities that the environment names', () => {
  it('are one file, and all files of each folder', async () => {
    await write('one.pem', one)
    await write('certs/two.pem', `# of the company\n${two}`)
    await write('certs/notes.txt', 'no certificate')
    await mkdir(join(folder, 'more'))
    await write('more/three', three)
    const SSL_CERT_FILE = join(folder, 'one.pem')
    const SSL_CERT_DIR = `${join(folder, 'certs')}:${join(folder, 'gone')}:${join(folder, 'more')}`
    expect(await trusted({ SSL_CERT_FILE, SSL_CERT_DIR })).toEqual([one, two, three])
    expect(await trusted({ SSL_CERT_FILE: join(folder, 'gone'), SSL_CERT_DIR })).toEqual([two, three])
  })

  it.each([
    ['a pipe that nobody writes to', (file: string) => void execFileSync('mkfifo', [file])],
    ['a device without an end', (file: string) => symlink('/dev/zero', file)],
    ['a folder', (file: string) => mkdir(file)],
    ['a link to itself', (file: string) => symlink(file, file)],
    [
      'a file of gigabytes',
      async (file: string) => {
        const handle = await open(file, 'w')
        await handle.truncate(4 * 1024 ** 3)
        await handle.close()
      },
    ],
  ])('%s delays nothing, and the others count', async (_, make) => {
    await make(join(folder, 'odd'))
    await make(join(folder, 'certs/a-odd'))
    await write('certs/two.pem', two)
    const environment = { SSL_CERT_FILE: join(folder, 'odd'), SSL_CERT_DIR: join(folder, 'certs') }
    expect(await trusted(environment)).toEqual([two])
  })

  it('have a common limit: what no longer fits into 16 MiB is skipped', async () => {
    const filler = `${'#'.repeat(1023)}\n`.repeat(9 * 1024)
    await write('one.pem', one + filler)
    await mkdir(join(folder, 'more'))
    await write('certs/two.pem', two + filler)
    await write('more/three.pem', three)
    const SSL_CERT_DIR = `${join(folder, 'certs')}:${join(folder, 'more')}`
    expect(await trusted({ SSL_CERT_FILE: join(folder, 'one.pem'), SSL_CERT_DIR })).toEqual([one, three])
  })
})
