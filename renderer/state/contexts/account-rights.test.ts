import { expect, it } from 'vitest'
import type { AccountRights } from '../../../shared/contract/cluster.ts'
import type { Result } from '../../../shared/failure.ts'
import { accountRefusal, accountRightsText, createAccountRights } from './account-rights.ts'

function world() {
  const asked: { context: string; isAnew: boolean }[] = []
  const answers: ((result: Result<AccountRights>) => void)[] = []
  const rights = createAccountRights({
    cluster: {
      rights: (input: { context: string; isAnew: boolean }) => {
        asked.push(input)
        return new Promise<Result<AccountRights>>((resolve) => answers.push(resolve))
      },
    },
  })
  const answer = async (at: number, result: Result<AccountRights>, asking: Promise<void>) => {
    answers[at]?.(result)
    await asking
  }
  return { asked, rights, answer }
}
const none: Result<AccountRights> = { ok: true, value: { kind: 'none', reason: 'no rule matched' } }
const all: Result<AccountRights> = { ok: true, value: { kind: 'all' } }

// A user without any write permission saw "Changes allowed" and an enabled "New credential".
it('says before anything is tried that an account can’t write, with what to do', async () => {
  const { rights, answer } = world()
  await answer(0, none, rights.ask('lab'))
  expect(accountRightsText(rights.known.value, 'lab').word).toBe('Read-only account')
  expect(accountRefusal(rights.known.value)).toBe(
    'Read only: your account can’t write secrets here. Ask your administrator for the verbs create and patch on secrets. No rule matched.',
  )
})

it('says what is partial, not known yet or can’t be known, and refuses nothing because of it', () => {
  const failure = { code: 'connection-cut', server: 's' } as const
  const words = (['some', 'asking', 'unsure'] as const).map((kind) => accountRightsText({ kind }, 'lab').word)
  expect(words).toEqual(['Some changes allowed', 'Checking permissions', 'Permissions unknown'])
  expect(accountRightsText({ kind: 'unknown', failure }, 'lab').text).toContain(
    'Couldn’t check your permissions. lab closed the connection',
  )
  for (const known of [{ kind: 'some' }, { kind: 'unsure' }, { kind: 'unknown', failure }] as const)
    expect(accountRefusal(known)).toBe('')
})

it('asks again for the same context, shows the last answer until then, and ignores older ones', async () => {
  const { asked, rights, answer } = world()
  await answer(0, all, rights.ask('lab'))
  const second = rights.ask('lab')
  expect(rights.known.value).toEqual({ kind: 'all' })
  const third = rights.ask('prod')
  expect(rights.known.value).toEqual({ kind: 'asking' })
  await answer(1, none, second)
  expect(rights.known.value).toEqual({ kind: 'asking' })
  await answer(2, all, third)
  expect(rights.known.value).toEqual({ kind: 'all' })
  expect(asked.map(({ context, isAnew }) => [context, isAnew])).toEqual([
    ['lab', false],
    ['lab', true],
    ['prod', false],
  ])
})
