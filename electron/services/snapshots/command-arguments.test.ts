import { describe, expect, it } from 'vitest'
import { isSnapshotCommand, readSnapshotArguments } from './command-arguments.ts'
import { snapshotColumns } from './snapshot-columns.ts'

const read = (line: string) => readSnapshotArguments(line.split(' '), '/home/m')

describe('the arguments of snapshot', () => {
  it('take paths from the folder of the call, and all columns unless told', () => {
    expect(read('snapshot --context prod --out history --kubeconfig=../k')).toEqual({
      kind: 'snapshot',
      asked: {
        context: 'prod',
        folder: '/home/m/history',
        kubeconfig: '/home/k',
        columns: snapshotColumns,
        seconds: 300,
      },
    })
    expect(read('--sandbox --out /o --columns name,REGISTRYurl --timeout 5')).toMatchObject({
      asked: { context: 'Credenza sandbox', columns: ['name', 'registryUrl'], seconds: 5 },
    })
  })

  it('leave the options of Electron and Chromium alone', () => {
    expect(
      read('--ozone-platform=headless snapshot --context c --out /o --no-sandbox --user-data-dir=/x'),
    ).toMatchObject({ kind: 'snapshot' })
  })

  it.each([
    ['snapshot --out /o', /--context/],
    ['snapshot --context c', /--out/],
    ['snapshot --context c --sandbox --out /o', /not both/],
    ['snapshot --context c --out /o --timeout 0', /--timeout/],
    ['snapshot --context c --out /o --columns name,name', /once/],
    ['snapshot --context c --out /o --columns secret', /--columns/],
    ['snapshot --context c --out /o --force', /--force/],
    ['snapshot --context c --out /o more', /more/],
  ])('“%s” is a mistake that is named', (line, words) => {
    const found = read(line)
    expect(found.kind === 'mistake' && found.message).toMatch(words)
  })

  it('are asked for by the first word that is no option', () => {
    expect(isSnapshotCommand(['--no-sandbox', 'snapshot', '--out', 'x'])).toBe(true)
    expect(isSnapshotCommand(['review', 'snapshot'])).toBe(false)
    expect(isSnapshotCommand([])).toBe(false)
  })
})
