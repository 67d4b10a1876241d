import { createKeychainAnswerer } from '../answer-questions.ts'
import type { KeychainProcess, KeychainQuestion } from '../messages.ts'

/** How a keychain in memory behaves. */
type Mood = 'willing' | 'locked' | 'silent' | 'missing' | 'choosy'

/**
 * Keychain processes backed by a map, for behavior that a real keychain can't be made to show. Each runs the real
 * child's code. While the mood is `silent`, a call blocks as on a prompt; `willing` lets it continue.
 */
export function createMemoryKeychain() {
  const entries = new Map<string, string>()
  const asked: string[] = []
  let mood: Mood = 'willing'
  let goOn: (() => void)[] = []
  let running = 0
  let killed = 0

  async function be(what: string): Promise<void> {
    asked.push(what)
    if (mood === 'silent') await new Promise<void>((resolve) => goOn.push(resolve))
    if (mood === 'locked') throw new Error('Secret Service: unlock prompt was dismissed')
    if (mood === 'choosy') throw new Error('the entry is too long')
  }
  const store = {
    read: async (account: string) => {
      await be('read')
      return entries.get(account) ?? null
    },
    write: async (account: string, secret: string) => {
      await be('write')
      entries.set(account, secret)
    },
    remove: async (account: string) => {
      await be('remove')
      entries.delete(account)
    },
    list: async () => {
      await be('list')
      return [...entries.keys()]
    },
  }

  function start(): KeychainProcess {
    const answer = createKeychainAnswerer(() =>
      mood === 'missing' ? Promise.reject(new Error('no native binding')) : Promise.resolve(store),
    )
    const listeners: ((message: unknown) => void)[] = []
    const exits: (() => void)[] = []
    let isAlive = true
    running += 1
    crash = () => {
      isAlive = false
      for (const exit of exits) exit()
    }
    return {
      send: (message) => {
        void answer(message as KeychainQuestion).then((given) => {
          if (isAlive) for (const listener of listeners) listener(given)
        })
      },
      onMessage: (listener) => void listeners.push(listener),
      onExit: (listener) => void exits.push(listener),
      kill: () => {
        isAlive = false
        running -= 1
        killed += 1
      },
    }
  }
  let crash = (): void => undefined

  return {
    start,
    entries,
    /** The calls so far, in order. */
    asked,
    running: () => running,
    killed: () => killed,
    /** Crashes the process that was started last. */
    crash: () => crash(),
    become: (next: Mood) => {
      mood = next
      for (const resolve of goOn.splice(0)) resolve()
      goOn = []
    },
  }
}

export type MemoryKeychain = ReturnType<typeof createMemoryKeychain>
