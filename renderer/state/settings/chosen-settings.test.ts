import { expect, test } from 'vitest'
import { Settings } from '../../../shared/contract/settings.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { createChosenSettings } from './chosen-settings.ts'

const notWritten: Failure = { code: 'file-not-written', file: '/s/settings.json', reason: 'ENOSPC' }

/**
 * Settings with a stub of the main process that applies each change and may fail to write it. The test releases the
 * answers.
 */
function makeSettings() {
  let held = Settings.parse({})
  let failure: Failure | null = null
  const waiting: (() => void)[] = []
  const answer = (result: Result<Settings>) =>
    new Promise<Result<Settings>>((resolve) => waiting.push(() => resolve(result)))
  const api = {
    settings: {
      read: () => Promise.resolve({ ok: true, value: held }),
      change: (part: Partial<Settings>) => {
        if (failure === null || failure.code === 'file-not-written') held = { ...held, ...part }
        return answer(failure === null ? { ok: true, value: held } : { ok: false, failure })
      },
    },
  } as unknown as Pick<Api, 'settings'>
  return {
    settings: createChosenSettings(api),
    failWith: (next: Failure | null) => void (failure = next),
    answerAll: () => waiting.splice(0).forEach((letGo) => letGo()),
    answerLastFirst: () =>
      waiting
        .splice(0)
        .reverse()
        .forEach((letGo) => letGo()),
  }
}

test('a change shows at once, before it is kept', async () => {
  const { settings, answerAll } = makeSettings()
  const changed = settings.change({ draftMinutes: 1 })
  expect(settings.current.value.draftMinutes).toBe(1)
  answerAll()
  await changed
  expect(settings.current.value.draftMinutes).toBe(1)
  expect(settings.failure.value).toBeNull()
})

test('one that can’t be written holds for this run, and is reported until it is written', async () => {
  const { settings, failWith, answerAll } = makeSettings()
  failWith(notWritten)
  const changed = settings.change({ runaiNamespace: 'elsewhere' })
  answerAll()
  await changed
  expect(settings.failure.value).toEqual(notWritten)
  expect(settings.current.value.runaiNamespace).toBe('elsewhere')

  failWith(null)
  const again = settings.keepAgain()
  answerAll()
  await again
  expect(settings.failure.value).toBeNull()
  expect(settings.current.value.runaiNamespace).toBe('elsewhere')
})

test('one that was not taken goes back to what holds', async () => {
  const { settings, failWith, answerAll } = makeSettings()
  failWith({ code: 'input-invalid', operation: 'settings:change', field: 'draftMinutes' })
  const changed = settings.change({ draftMinutes: 99 })
  answerAll()
  await changed
  expect(settings.failure.value?.code).toBe('input-invalid')
  expect(settings.current.value.draftMinutes).toBe(5)
})

test('of two changes the later one says how it went, even if its answer comes first', async () => {
  const { settings, failWith, answerLastFirst } = makeSettings()
  failWith(notWritten)
  const first = settings.change({ draftMinutes: 2 })
  failWith(null)
  const second = settings.change({ deleteDraftsOnQuit: true })
  answerLastFirst()
  await Promise.all([first, second])
  expect(settings.failure.value).toBeNull()
  expect(settings.current.value).toMatchObject({ draftMinutes: 2, deleteDraftsOnQuit: true })
})

test('what was read before a change doesn’t take the change back', async () => {
  const { settings, answerAll } = makeSettings()
  const read = settings.read()
  const changed = settings.change({ draftMinutes: 1 })
  await read
  expect(settings.current.value.draftMinutes).toBe(1)
  answerAll()
  await changed
  expect(settings.current.value.draftMinutes).toBe(1)
})
