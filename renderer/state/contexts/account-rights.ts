import { shallowRef } from 'vue'
import type { AccountRights } from '../../../shared/contract/cluster.ts'
import { failureText } from '../../../shared/failure-text/failure-text.ts'
import { sentence } from '../../../shared/failure-text/failure-wording.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

/** What is known: nothing yet, an answer, or a failure. */
type KnownRights = AccountRights | { kind: 'asking' } | { kind: 'unknown'; failure: Failure }

/** What the user may write in the open context. While it is requested again, the previous answer stays. */
export function createAccountRights(api: { cluster: Pick<Api['cluster'], 'rights'> }) {
  const known = shallowRef<KnownRights>({ kind: 'asking' })
  let context = ''
  let generation = 0

  return {
    known,
    /** Asks for a context. The first request may use the main process's cache, later ones don't. */
    async ask(of: string): Promise<void> {
      generation += 1
      const mine = generation
      const isAnew = of === context
      if (!isAnew) known.value = { kind: 'asking' }
      context = of
      const result = await api.cluster.rights({ context: of, isAnew })
      if (mine === generation) known.value = result.ok ? result.value : { kind: 'unknown', ...result }
    },
    forget(): void {
      generation += 1
      context = ''
      known.value = { kind: 'asking' }
    },
  }
}

/** The permissions in one word, and what they mean and what to do, in a sentence or two. */
export function accountRightsText(known: KnownRights, context: string): { word: string; text: string } {
  switch (known.kind) {
    case 'all':
      return { word: 'Changes allowed', text: '' }
    case 'some':
      return {
        word: 'Some changes allowed',
        text: 'Your account can write secrets only in some namespaces, or only in some ways. Each form shows what is locked, and why.',
      }
    case 'none':
      return { word: 'Read-only account', text: noRightsText(known.reason) }
    case 'asking':
      return { word: 'Checking permissions', text: '' }
    case 'unsure':
      return {
        word: 'Permissions unknown',
        text: 'Your account can’t write secrets in all namespaces, and there are too many to check each. Each form checks its own.',
      }
    case 'unknown': {
      const { title, text } = failureText(known.failure, { context, now: Date.now() })
      return { word: 'Permissions unknown', text: `Couldn’t check your permissions. ${title}. ${text}` }
    }
  }
}

/** Why nothing can be created. Empty if something can, or if that is unknown. */
export const accountRefusal = (known: KnownRights): string =>
  known.kind === 'none' ? noRightsText(known.reason) : ''

const noRightsText = (reason: string): string =>
  `Read only: your account can’t write secrets here. Ask your administrator for the verbs create and patch on secrets.${reason === '' ? '' : ` ${sentence(reason)}`}`
