import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleEnd, sampleWrite } from '../../electron/services/activity/activity.fixture.ts'
import { createActivityRecord } from '../../electron/services/activity/activity-record.ts'
import type { Verification } from '../../shared/activity-verification.ts'
import { startCommand } from './run-command.ts'

let home: string
let userData: string
let file: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'credenza-activity-command-'))
  userData = join(home, 'user-data')
  file = join(userData, 'activity/activity-000000001.jsonl')
})
afterEach(() => rm(home, { recursive: true, force: true }))

const run = (...words: string[]) =>
  startCommand(home, 'activity', ...words, `--user-data-dir=${userData}`).ended

async function writeRecord(): Promise<void> {
  const record = createActivityRecord({ folder: join(userData, 'activity'), version: '1.4.0' })
  await (await record.begin(sampleWrite)).end(sampleEnd)
  const refused = await record.begin({ ...sampleWrite, user: 'admin\u001B[31m' })
  await refused.end({ ...sampleEnd, end: 'conflict', code: 'secret-taken' })
}

const nothing = () => `No changes are recorded in ${join(userData, 'activity')}.\n`

describe('activity verify', () => {
  it('of a record as it was written ends with 0 and reports its head, which a later one needs to hold', async () => {
    await writeRecord()
    const first = await run('verify')
    expect(first).toMatchObject({ code: 0, stderr: '' })
    const [sentence, headLine] = first.stdout.split('\n')
    expect(sentence).toBe('Verified: 4 entries (2 writes) in 1 file.')
    const head = /^Head: entry 4, ([0-9a-f]{64})$/.exec(headLine ?? '')?.[1] ?? ''
    expect(await run('verify', '--head', head)).toMatchObject({ code: 0 })
    const copy = join(home, 'copy.jsonl')
    await cp(file, copy)
    expect(await run('verify', copy, '--head', head)).toMatchObject({ code: 0 })

    const lines = (await readFile(file, 'utf8')).split('\n')
    await writeFile(file, `${lines.slice(0, 2).join('\n')}\n`)
    expect(await run('verify')).toMatchObject({ code: 0 })
    const cut = await run('verify', '--head', head)
    expect(cut.code).toBe(11)
    expect(cut.stdout).toContain(`The hash you noted, ${head}, isn’t in the record.`)
  })

  it('names what was edited, and ends with 11', async () => {
    await writeRecord()
    await writeFile(file, (await readFile(file, 'utf8')).replace('secret-taken', 'forbidden'))
    const { code, stdout } = await run('verify')
    expect({ code, line: stdout.split('\n')[0] }).toEqual({
      code: 11,
      line: 'activity-000000001.jsonl, line 4: changed after it was written.',
    })
    const { stdout: json } = await run('verify', '--format', 'json')
    expect((JSON.parse(json) as Verification).findings).toMatchObject([{ kind: 'edited', line: 4 }])
  })

  it('reports a line that was cut, which is not a finding', async () => {
    await writeRecord()
    await appendFile(file, '{"entry":5')
    const { code, stdout } = await run('verify')
    expect(code).toBe(0)
    expect(stdout).toContain('activity-000000001.jsonl, line 5: 10 bytes of an unfinished line.')
  })

  it('of nothing, and of a file that is not there', async () => {
    expect(await run('verify')).toEqual({
      code: 0,
      stdout: 'Verified: 0 entries (0 writes) in 0 files.\n',
      stderr: nothing(),
    })
    const missing = await run('verify', 'nowhere.jsonl')
    expect(missing.code).not.toBe(0)
    expect(missing.stderr).toContain('nowhere.jsonl')
  })
})

describe('activity list', () => {
  it('names the folder where nothing is recorded, so that a mistyped one is noticed', async () => {
    expect(await run('list')).toEqual({ code: 0, stdout: '', stderr: nothing() })
  })

  it('reports the newest writes, the newest last, without what a terminal would obey', async () => {
    await writeRecord()
    const { code, stdout } = await run('list')
    expect(code).toBe(0)
    const [first, second] = stdout.split('\n')
    expect(first).toMatch(
      /lab {2}m\.okafor {2}Made a credential {2}runai-vision\/harbor-pull \(Harbor\) {2}Done: label run\.ai\/resource: not set → docker-registry; /,
    )
    expect(second).toMatch(/Already used: Nothing$/)
    expect(second).toContain('admin␛[31m')
    const last = await run('list', '--last', '1', '--format', 'json')
    expect(JSON.parse(last.stdout)).toMatchObject({
      begun: { entry: 3 },
      ended: { of: 3, code: 'secret-taken' },
    })
  })
})
