import { describe, expect, it, vi } from 'vitest'
import type { ActivityLine } from '../../../shared/activity.ts'
import { oneRow } from '../rows/picked-rows.ts'
import { activityActions } from './activity-actions.ts'
import { activityCsvText, activityText, activityTable, type ActivityRow } from './activity-columns.ts'

function row(entry: number, parts: Partial<ActivityLine & { kind: 'begun' }> = {}): ActivityRow {
  const time = '2026-11-22T11:00:07.000Z'
  return {
    uid: String(entry),
    begun: {
      ...{ entry, previous: '', hash: `h${entry}`, kind: 'begun', version: '1', time },
      ...{ context: 'lab', server: 'https://lab.example', user: 'm.okafor', operation: 'register' },
      object: { kind: 'Secret', namespace: 'runai-vision', name: 'harbor', uid: '', credential: '' },
      changes: [{ of: 'label', key: 'run.ai/resource', before: null, after: 'password' }],
      ...{ more: 0, resourceVersion: '7', requestId: 'r-1' },
      ...parts,
    },
    ended: null,
  }
}
function made(rows: readonly ActivityRow[], context = 'lab') {
  const doings = { show: vi.fn(), download: vi.fn(), copyRows: vi.fn(), copyCommand: vi.fn() }
  const [first] = rows
  const about =
    rows.length === 1 && first !== undefined
      ? oneRow(first)
      : { count: rows.length, picked: () => rows, rows: () => rows }
  const actions = activityActions(about, { context, file: '/k', server: 'https://lab.example' }, doings)
  return { doings, actions, find: (id: string) => actions.find((each) => each.id === `row-${id}`) }
}

describe('the actions on writes', () => {
  it('show the credential of a write in the open cluster, else say why not', () => {
    const { find, doings } = made([row(1)])
    expect(find('show')?.unavailable).toBe('')
    find('show')?.run()
    expect(doings.show).toHaveBeenCalledOnce()
    expect(made([row(1)], 'prod').find('show')?.unavailable).toContain('Open lab first')
    const object = { kind: 'Deployment', namespace: 'a', name: 'b', uid: '', credential: '' }
    expect(made([row(1, { object })]).find('show')?.unavailable).toContain('a Deployment')
  })

  it('copy the command of one, and say if there is none', () => {
    const { find, doings } = made([row(1)])
    find('copy-command')?.run()
    expect(doings.copyCommand).toHaveBeenCalledOnce()
    expect(made([row(1, { more: 3 })]).find('copy-command')?.unavailable).toContain('No kubectl command')
  })

  it('save and copy several, and are one at a time where it must be', () => {
    const rows = [row(1), row(4)]
    const { find, doings, actions } = made(rows)
    expect(new Set(actions.map(({ detail }) => detail))).toEqual(new Set(['2 selected changes']))
    find('download')?.run()
    expect(doings.download).toHaveBeenCalledWith(rows)
    find('copy-csv')?.run()
    expect(doings.copyRows).toHaveBeenCalledWith('csv', rows)
    for (const id of ['show', 'copy-command']) expect(find(id)?.unavailable).toBe('One change at a time.')
  })
})

describe('the columns of writes', () => {
  it('have their displayed text, and the text for a CSV', () => {
    const { begun } = row(1)
    const write = row(1, { object: { ...begun.object, credential: 'Harbor' } })
    expect(activityText(write, 'object')).toBe('Harbor (runai-vision/harbor)')
    expect(activityText(write, 'operation')).toBe('Registered')
    expect(activityText(write, 'ended')).toBe('')
    expect(activityCsvText(write, 'time')).toBe('2026-11-22T11:00:07.000Z')
    for (const { id } of activityTable.columns) expect(typeof activityText(write, id)).toBe('string')
  })
})
