import type { VNode } from 'vue'
import { outcomeOf, type ActivityOutcome } from '../../../shared/activity-writes.ts'
import { clockText } from '../../../shared/age.ts'
import { AppIcon } from '../../ui/app-icon.ts'
import { textCell } from '../../ui/cells/cell-content.ts'
import { h } from '../../ui/element.ts'
import { activityText, type ActivityColumnId, type ActivityRow } from './activity-columns.ts'
import { dayText } from './activity-day.ts'
import { operationIcon } from './operation-icon.ts'

const tones: Readonly<Record<ActivityOutcome, 'quiet' | 'bad' | 'warn'>> = {
  done: 'quiet',
  conflict: 'bad',
  refused: 'bad',
  unknown: 'warn',
  open: 'warn',
}
const icons = { quiet: 'check', bad: 'error', warn: 'issue' } as const

/** The outcome of a write: plain if done, a tag if failed or unknown. */
function outcomeMark(row: ActivityRow): VNode {
  const tone = tones[outcomeOf(row)]
  const text = activityText(row, 'outcome')
  return h('span', { class: `outcome-mark cut is-${tone}` }, [
    AppIcon({ name: icons[tone], size: 14 }),
    h('span', text),
  ])
}

/** The credential and its object. */
function objectCell(row: ActivityRow): VNode {
  const { credential, name } = row.begun.object
  const title = activityText(row, 'object')
  return h('span', { class: 'activity-object cut', title }, [
    credential === '' ? null : h('bdi', credential),
    // Separates the words for screen readers.
    ' ',
    h('bdi', { class: 'mono' }, name),
  ])
}

/** The content of a cell in the table of writes. `now` is in milliseconds since 1970. */
export function activityCell({
  row,
  column,
  now,
}: {
  row: ActivityRow
  column: ActivityColumnId
  now: number
}): VNode {
  const text = activityText(row, column)
  switch (column) {
    case 'time': {
      const { time } = row.begun
      return h('span', { class: 'activity-time cut', title: text }, [
        h('span', dayText(time, now)),
        h('span', { class: 'clock' }, clockText(time, true)),
      ])
    }
    case 'operation':
      return h('span', { class: 'activity-operation', title: text }, [
        AppIcon({ name: operationIcon(row.begun.operation), size: 14 }),
        h('span', { class: 'cut' }, text),
      ])
    case 'object':
      return objectCell(row)
    case 'outcome':
      return outcomeMark(row)
    case 'request':
      return textCell(text, 'mono')
    case 'user':
    case 'changes':
    case 'cluster':
    case 'ended':
    case 'entry':
      return textCell(text)
  }
}
