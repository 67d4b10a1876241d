import { nextTick, ref, shallowRef } from 'vue'
import { expect, test } from 'vitest'
import type { Credential } from '../../../../shared/credential.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import type { Trouble } from './wizard-trouble.ts'
import type { WizardSession } from './wizard-session.ts'
import { createWizards } from './wizards.ts'
import { credentialOf, placeOf } from './wizard.fixture.ts'

const place = placeOf('vision-train')
const trouble: Trouble = {
  failure: { code: 'quota-exceeded', namespace: place.namespace },
  at: 1,
  where: 'page',
  about: '',
}

/** A session whose answers come from the test. */
function makeSession(context: string, type: CredentialType, log: string[]) {
  let answer: (credential: Credential | null) => void = () => undefined
  const request = shallowRef<{ isDryRun: boolean; since: number } | null>(null)
  const found = shallowRef<Trouble | null>(null)
  const session = {
    context,
    type,
    form: { place: shallowRef(place), name: ref('Harbor') },
    sending: { request, trouble: found },
    draft: { flush: () => void log.push(`flush ${type}`) },
    start: (likely: unknown) => {
      log.push(`start ${type} ${likely === null ? 'anywhere' : 'there'}`)
      return Promise.resolve()
    },
    create: () => {
      request.value = { isDryRun: false, since: 0 }
      return new Promise<Credential | null>((resolve) => (answer = resolve))
    },
    end: () => void log.push(`end ${type}`),
  }
  const settle = async (credential: Credential | null) => {
    request.value = null
    if (credential === null) found.value = trouble
    answer(credential)
    await nextTick()
    await nextTick()
  }
  return { session: session as unknown as WizardSession, settle }
}

function makeWizards() {
  const log: string[] = []
  const context = ref('prod')
  const made: ReturnType<typeof makeSession>[] = []
  const wizards = createWizards({
    context: () => context.value,
    begin: (type) => {
      const session = makeSession(context.value, type, log)
      made.push(session)
      return session.session
    },
    likelyScope: () => null,
    show: (where, { name }) => {
      log.push(`show ${name} in ${where}`)
      return true
    },
  })
  return { wizards, log, context, made }
}

const made = credentialOf('x', { name: 'Harbor' })

test('a new credential closes its wizard and is shown and announced', async () => {
  const { wizards, log, made: sessions } = makeWizards()
  wizards.open('password')
  const creating = wizards.create()
  await sessions[0]?.settle(made)
  await creating
  expect(wizards.shown.value).toBeNull()
  expect(log).toEqual(['start password anywhere', 'end password', 'show Harbor in prod'])
  expect(wizards.news.value).toMatchObject({ kind: 'created', isOutside: true })
  wizards.open('password')
  expect(log.at(-1)).toBe('start password there')
})

test('closing a wizard that is sending leaves it running, and its failure brings it back as it was', async () => {
  const { wizards, log, made: sessions } = makeWizards()
  wizards.open('password')
  void wizards.create()
  wizards.close()
  expect(wizards.shown.value).toBeNull()
  expect(log.at(-1)).toBe('flush password')
  await sessions[0]?.settle(null)
  expect(wizards.shown.value).toBe(sessions[0]?.session)
  expect(log).not.toContain('end password')
})

test('one that fails while another is open comes after it', async () => {
  const { wizards, made: sessions } = makeWizards()
  wizards.open('password')
  void wizards.create()
  wizards.close()
  wizards.open('access-key')
  await sessions[0]?.settle(null)
  expect(wizards.shown.value).toBe(sessions[1]?.session)
  wizards.close()
  expect(wizards.shown.value).toBe(sessions[0]?.session)
})

test('opening the type that is still being sent shows that one again', () => {
  const { wizards, made: sessions } = makeWizards()
  wizards.open('password')
  void wizards.create()
  wizards.close()
  wizards.open('password')
  expect(wizards.shown.value).toBe(sessions[0]?.session)
})

test('another context closes the wizard, and what fails after that is reported instead of shown', async () => {
  const { wizards, log, context, made: sessions } = makeWizards()
  wizards.open('password')
  void wizards.create()
  context.value = 'staging'
  await nextTick()
  expect(wizards.shown.value).toBeNull()
  await sessions[0]?.settle(null)
  expect(wizards.shown.value).toBeNull()
  expect(wizards.news.value).toMatchObject({ kind: 'failed', name: 'Harbor', context: 'prod' })
  expect(log.at(-1)).toBe('end password')
})

test('a wizard that was only left ends, and nothing opens without a cluster', () => {
  const { wizards, log, context } = makeWizards()
  wizards.open('password')
  wizards.close()
  expect(log.at(-1)).toBe('end password')
  context.value = ''
  wizards.open('password')
  expect(wizards.shown.value).toBeNull()
})
