import { expect, test } from 'vitest'
import type { Draft } from '../../../../shared/contract/drafts.ts'
import { namedById } from '../../../../shared/credential.ts'
import { createWizardForm } from './wizard-form.ts'
import { wizardOf } from './wizard-session.fixture.ts'
import { placeOf } from './wizard.fixture.ts'

const place = placeOf('vision-train')

test('a check of other input replaces one that is under way', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const { session, created, fillNew } = wizardOf({ held: promise })
  fillNew()
  const before = session.check()
  session.form.name.value = 'Harbor eval'
  const checked = session.check()
  resolve(undefined)
  await Promise.all([before, checked])
  expect(created.map(({ name }) => name)).toEqual(['Harbor training', 'Harbor eval'])
  expect(session.sending.isPassed.value).toBe(true)
})

test('a failure is not about what was entered meanwhile, and takes no focus from it', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const { session, answers, fillNew } = wizardOf({ held: promise })
  fillNew()
  const scope = namedById(place.scope)
  answers.push({ ok: false, failure: { code: 'credential-name-taken', name: 'x', scope, secret: 'a/b' } })
  const created = session.create()
  session.form.name.value = 'Other'
  resolve(undefined)
  await created
  expect(session.sending.troubleAt('name')).toBeNull()
  expect(session.sending.troubleAt('page')?.failure.code).toBe('credential-name-taken')
  expect(session.attention.wish.value).toBeNull()
})

test('a draft that arrives late is only offered if the user chose a scope meanwhile, and takes no focus', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const draft: Draft = {
    fields: { ...createWizardForm('password').entered(), place, name: 'Git' },
    ...{ values: null, savedAt: '2026-09-27T12:00:00Z', valuesUntil: null, keptIn: null },
  }
  const { session } = wizardOf({ type: 'password', draft, held: promise })
  const started = session.start(place)
  session.chooseScope(placeOf('llm-eval'))
  resolve(undefined)
  await started
  expect(session.form.place.value).toEqual(placeOf('llm-eval'))
  expect([session.isContinued.value, session.draft.found.value]).toEqual([false, draft])
  expect(session.attention.wish.value).toBeNull()
})

test('values that the keychain returns late don’t replace what was entered meanwhile', async () => {
  const draft: Draft = {
    fields: { ...createWizardForm('generic').entered(), place, entries: [{ key: 'token', file: null }] },
    ...{ values: null, savedAt: '2026-09-27T12:00:00Z', valuesUntil: null, keptIn: 'keychain' },
  }
  const { session } = wizardOf({ type: 'generic', draft })
  await session.start(null)
  expect(session.hasTyped()).toBe(false)
  Object.assign(draft, { values: { 'entry-0': 'kept' } })
  const asked = session.askForValues()
  const [row] = session.entries.rows.value
  if (row !== undefined) session.entries.change(row, { text: 'entered' })
  await asked
  expect(session.hasTyped()).toBe(true)
  expect(session.entries.rows.value.map(({ text }) => text)).toEqual(['entered'])
})
