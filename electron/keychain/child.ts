/**
 * The process that asks the keychain: it can be ended while a prompt that no one answers holds it up. It writes
 * nothing anywhere, and only the process that started it can reach it.
 */
import { createKeychainAnswerer } from './answer-questions.ts'
import type { KeychainQuestion } from './messages.ts'
import { openStore } from './native-store.ts'

const { parentPort } = process
const answer = createKeychainAnswerer(openStore)

// An error's text could hold what was asked with: it is not even printed.
process.on('uncaughtException', () => process.exit(1))
parentPort.on('message', ({ data }) => {
  void answer(data as KeychainQuestion).then((message) => parentPort.postMessage(message))
})
