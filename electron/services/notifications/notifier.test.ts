import { noMark } from '../../../shared/cluster-marks.ts'
import { expect, test } from 'vitest'
import type { NotificationTarget } from '../../../shared/contract/notifications.ts'
import type { NotificationText } from '../../../shared/notification-text.ts'
import { createNotifier } from './notifier.ts'
import { chosenSettings } from './notifications.fixture.ts'

function makeNotifier(isOn = true) {
  const settings = chosenSettings()
  settings.chosen.notifyRuns = isOn
  const shown: { text: NotificationText; click: () => void }[] = []
  const done: (string | NotificationTarget)[] = []
  const desktop = {
    notify: (text: NotificationText, click: () => void) => shown.push({ text, click }) > 0,
    isWindowFocused: () => isFocused,
    raiseWindow: () => void done.push('raised'),
  }
  let isFocused = false
  const notifier = createNotifier({ desktop, settings, onOpened: (target) => void done.push(target) })
  return { notifier, settings, shown, done, focus: () => (isFocused = true) }
}
const text = { title: 'Run ended', body: 'prod: 2 secrets done.' }
const target = { page: 'credentials', context: 'prod' } as const

test('one is shown if its kind is on, and a click leads to its subject in the window', () => {
  const { notifier, shown, done } = makeNotifier()
  expect(notifier.tell('notifyRuns', text, target)).toBe(true)
  expect(shown.map((each) => each.text)).toEqual([text])
  expect(done).toEqual([])
  shown[0]?.click()
  expect(done).toEqual(['raised', target])
})

test('none is shown if its kind is turned off, by the user or by the site', () => {
  const { notifier, shown } = makeNotifier(false)
  expect(notifier.tell('notifyRuns', text, target)).toBe(false)
  expect(notifier.tellAway('notifyRuns', text, target)).toBe(false)
  expect(notifier.tell('notifyExpiry', text, target)).toBe(true)
  expect(shown).toHaveLength(1)
})

test('what the window shows itself has no notification while someone looks at it', () => {
  const { notifier, shown, focus } = makeNotifier()
  focus()
  expect(notifier.tellAway('notifyRuns', text, target)).toBe(false)
  expect(shown).toEqual([])
})

test('a cluster is called as its user calls it, and by its context where two of the name are called otherwise', () => {
  const { notifier, settings } = makeNotifier()
  const mark = {
    context: 'prod',
    file: 'a',
    server: 'https://a',
    ...noMark,
    label: 'Live',
  }
  expect(notifier.nameOf('prod')).toBe('prod')
  settings.chosen.clusterMarks = [mark]
  expect(notifier.nameOf('prod')).toBe('Live')
  settings.chosen.clusterMarks = [mark, { ...mark, file: 'b', label: 'Old' }]
  expect(notifier.nameOf('prod')).toBe('prod')
})
