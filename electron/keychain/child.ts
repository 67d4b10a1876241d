/**
 * The process that accesses the keychain. As a process it can be killed while a prompt that nobody answers blocks it.
 * It writes no files and no output, and only the process that started it can reach it.
 */
import { createKeychainAnswerer } from './answer-questions.ts'
import type { KeychainQuestion } from './messages.ts'
import { openStore } from './native-store.ts'

const { parentPort } = process
const answer = createKeychainAnswerer(openStore)

// An error's text could contain what was passed to the keychain, so it isn't even printed.
process.on('uncaughtException', () => process.exit(1))
parentPort.on('message', ({ data }) => {
  void answer(data as KeychainQuestion).then((message) => parentPort.postMessage(message))
})
