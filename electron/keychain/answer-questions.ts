import type { KeychainAnswer, Outcome, KeychainQuestion } from './messages.ts'
import { problemOf, type KeychainStore } from './native-store.ts'

/** Opens the keychain and answers questions one at a time, in order. Never throws. */
export function createKeychainAnswerer(open: () => Promise<KeychainStore>) {
  const opened = open().catch(() => null)
  let last: Promise<unknown> = Promise.resolve()

  async function ask(store: KeychainStore, question: KeychainQuestion): Promise<string | string[] | null> {
    switch (question.ask) {
      case 'read':
        return store.read(question.account)
      case 'write':
        await store.write(question.account, question.secret)
        return null
      case 'remove':
        await store.remove(question.account)
        return null
      case 'list':
        return store.list()
    }
  }

  async function tryTo(question: KeychainQuestion): Promise<Outcome<string | string[] | null>> {
    const store = await opened
    if (store === null) return { ok: false, problem: 'no-keychain' }
    try {
      return { ok: true, value: await ask(store, question) }
    } catch (error) {
      return { ok: false, problem: problemOf(error) }
    }
  }

  return (question: KeychainQuestion): Promise<KeychainAnswer> => {
    const answered = last.then(async () => ({ number: question.number, outcome: await tryTo(question) }))
    last = answered
    return answered
  }
}
