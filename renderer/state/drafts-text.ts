import type { NotInKeychain } from '../../shared/contract/drafts.ts'

const reasons: Readonly<Record<NotInKeychain, string>> = {
  'no-keychain': 'This computer has no keychain',
  locked: 'The keychain is locked',
  'no-answer': 'The keychain isn’t responding',
  refused: 'The keychain didn’t accept it',
  'settings-not-written': 'The settings can’t be saved',
}

/** Where entered values are kept, in one sentence. `null` is the keychain. `what`: `the password`. */
export const keptText = (what: string, problem: NotInKeychain | null): string =>
  problem === null
    ? `Credenza keeps ${what} in this computer’s keychain, never in a file.`
    : `${reasons[problem]}, so Credenza keeps ${what} in memory until it quits.`
