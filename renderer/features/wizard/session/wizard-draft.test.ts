import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Draft } from '../../../../shared/contract/drafts.ts'
import { createQueue } from '../../../../shared/queue.ts'
import { createWizardDraft } from './wizard-draft.ts'
import { createWizardForm } from './wizard-form.ts'

const draftOf = (name: string): Draft => ({
  fields: { ...createWizardForm('password').entered(), name },
  values: { password: 'kept' },
  savedAt: '2026-09-27T12:00:00Z',
  valuesUntil: '2026-09-27T12:05:00Z',
  keptIn: 'keychain',
})

function makeDraft(found: Draft | null = null, isInMemory = false) {
  const calls: string[] = []
  const form = createWizardForm('password')
  const draft = createWizardDraft({
    keeping: {
      read: () => Promise.resolve({ ok: true, value: found }),
      keep: async ({ fields }) => {
        await new Promise((resolve) => setTimeout(resolve, 100))
        calls.push(`keep ${fields.name}`)
        if (fields.name === 'fails') return { ok: false, failure: { code: 'internal', id: '1' } }
        const memory = { keptIn: 'memory', reason: 'no-keychain', tell: calls.length === 1 } as const
        return { ok: true, value: isInMemory ? memory : { keptIn: 'keychain', tell: false } }
      },
      discard: () => {
        calls.push('discard')
        return Promise.resolve()
      },
    },
    enqueue: createQueue(),
    entered: () => (form.hasText() ? { fields: form.entered(), values: {} } : null),
  })
  const type = (name: string) => {
    form.name.value = name
    draft.change()
  }
  return { draft, calls, type, settle: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what is typed is kept once, when it was typed', async () => {
  const { calls, type, settle } = makeDraft()
  type('H')
  await settle(400)
  type('Ha')
  await settle(700)
  expect(calls).toEqual(['keep Ha'])
})

test('leaving keeps at once what was typed last, and nothing after', async () => {
  const { draft, calls, type, settle } = makeDraft()
  type('Harbor')
  draft.leave()
  type('later')
  await settle(2000)
  expect(calls).toEqual(['keep Harbor'])
})

test('what was discarded is not kept again by a call that was under way', async () => {
  const { draft, calls, type, settle } = makeDraft()
  type('Harbor')
  draft.flush()
  void draft.discard()
  await settle(1000)
  expect(calls).toEqual(['keep Harbor', 'discard'])
})

test('who opens a wizard finds what the one before entered last, while an older state is still being kept', async () => {
  const enqueue = createQueue()
  const form = createWizardForm('password')
  let kept: Draft | null = null
  const open = () =>
    createWizardDraft({
      keeping: {
        read: () => Promise.resolve({ ok: true, value: kept }),
        keep: async ({ fields }) => {
          await new Promise((resolve) => setTimeout(resolve, 100))
          kept = draftOf(fields.name)
          return { ok: true, value: { keptIn: 'keychain', tell: false } }
        },
        discard: () => Promise.resolve(),
      },
      enqueue,
      entered: () => ({ fields: form.entered(), values: {} }),
    })
  const first = open()
  form.name.value = 'Har'
  first.change()
  first.flush()
  form.name.value = 'Harbor'
  first.change()
  first.leave()
  const found = open().read()
  await vi.advanceTimersByTimeAsync(1000)
  expect((await found)?.fields.name).toBe('Harbor')
})

function makeAwaiting(entered: { name: string; values: Record<string, string> }) {
  const kept: unknown[] = []
  const form = createWizardForm('password')
  form.name.value = entered.name
  const draft = createWizardDraft({
    keeping: {
      read: () => {
        const found: Draft = { ...draftOf('Harbor'), values: null }
        return Promise.resolve({ ok: true, value: found })
      },
      keep: ({ fields, values }) => {
        kept.push([fields.name, values])
        return Promise.resolve({ ok: true, value: { keptIn: 'keychain', tell: false } })
      },
      discard: () => Promise.resolve(),
    },
    enqueue: createQueue(),
    entered: () => ({ fields: form.entered(), values: { ...entered.values } }),
  })
  const change = async () => {
    draft.change()
    await vi.advanceTimersByTimeAsync(600)
  }
  return { draft, form, kept, change }
}

test('what is filled in as it was found is not kept again', async () => {
  const { draft, kept, change } = makeAwaiting({ name: 'Harbor', values: { password: '' } })
  await draft.read()
  await change()
  expect(kept).toEqual([])
})

test('values that the keychain has not handed out stay kept until others are entered, and then only those', async () => {
  const entered = { name: 'Harbor', values: { password: '' } }
  const { draft, form, kept, change } = makeAwaiting(entered)
  await draft.read()
  form.name.value = 'Harbor 2'
  await change()
  entered.values.password = 'other'
  await change()
  entered.values.password = ''
  await change()
  expect(kept).toEqual([
    ['Harbor 2', 'as-kept'],
    ['Harbor 2', { password: 'other' }],
    ['Harbor 2', { password: '' }],
  ])
})

test('a wizard that is done leaves nothing', async () => {
  const { draft, calls, type, settle } = makeDraft()
  type('Harbor')
  draft.finish()
  type('later')
  await settle(1000)
  expect(calls).toEqual(['discard'])
})

test('a draft whose text was all removed again is discarded', async () => {
  const { draft, calls, type, settle } = makeDraft(draftOf('Harbor'))
  expect((await draft.read())?.fields.name).toBe('Harbor')
  type('')
  await settle(1000)
  expect(calls).toEqual(['discard'])
})

test('that values are kept in memory only is reported once it is known', async () => {
  const { draft, type, settle } = makeDraft(null, true)
  expect(draft.inMemory.value).toBeNull()
  type('Harbor')
  await settle(1000)
  type('Harbor 2')
  await settle(1000)
  expect(draft.inMemory.value?.reason).toBe('no-keychain')
})

test('what can’t be kept is reported, until it can', async () => {
  const { draft, type, settle } = makeDraft()
  type('fails')
  await settle(1000)
  expect(draft.failure.value?.code).toBe('internal')
  type('Harbor')
  await settle(1000)
  expect(draft.failure.value).toBeNull()
})
