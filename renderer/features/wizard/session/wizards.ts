import { shallowRef, watch, type Ref } from 'vue'
import type { Credential, UnusedSecret } from '../../../../shared/credential.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import type { WizardSession } from './wizard-session.ts'

/** What is reported after a wizard was closed. */
type WizardNews =
  | { kind: 'created'; credential: Credential; context: string; isOutside: boolean }
  /** It failed after its context was left, so that it can't be shown again. */
  | { kind: 'failed'; failure: Failure; at: number; name: string; context: string }

interface Deps {
  /** The open context. '' for none. */
  context: () => string
  begin: (type: CredentialType) => WizardSession
  /** The likely scope of a new wizard. `null` for none. */
  likelyScope: (context: string) => ScopedNamespace | null
  /** Shows a new credential in the list. Returns whether the filters would hide it. */
  show: (context: string, credential: Credential) => boolean
}

/** Fills in an existing secret with its scope. */
function chooseSecret({ form }: WizardSession, secret: UnusedSecret): void {
  const { kind, id } = secret.scope
  form.place.value = { scope: { kind, id }, namespace: secret.namespace }
  form.source.value = 'existing'
  form.choose(secret)
}

const isSending = (session: WizardSession): boolean => session.sending.request.value?.isDryRun === false

/** The wizards of this window. At most one is shown. One that was closed while sending comes back if it fails. */
export function createWizards({ context, begin, likelyScope, show }: Deps) {
  const shown: Ref<WizardSession | null> = shallowRef(null)
  const news: Ref<WizardNews | null> = shallowRef(null)
  /** Closed while sending. */
  const hidden = new Set<WizardSession>()
  /** Failed while another wizard was shown. */
  const waiting: WizardSession[] = []
  const lastScopes = new Map<string, ScopedNamespace>()

  /** Opens the wizard of a type. With `from` it uses that existing secret, and only offers an earlier draft. */
  function open(type: CredentialType, from?: UnusedSecret): void {
    if (shown.value !== null || context() === '') return
    const running = [...hidden].find((session) => session.type === type && session.context === context())
    if (running !== undefined) {
      hidden.delete(running)
      shown.value = running
      return
    }
    news.value = null
    const session = begin(type)
    shown.value = session
    if (from !== undefined) chooseSecret(session, from)
    const likely = likelyScope(context()) ?? lastScopes.get(context()) ?? null
    void session.start(from === undefined ? likely : null)
  }

  function close(): void {
    const session = shown.value
    if (session === null) return
    shown.value = waiting.shift() ?? null
    if (isSending(session)) {
      session.draft.flush()
      hidden.add(session)
    } else session.end()
  }

  function finish(session: WizardSession, credential: Credential): void {
    const place = session.form.place.value
    if (place !== null) lastScopes.set(session.context, place)
    hidden.delete(session)
    if (shown.value === session) shown.value = waiting.shift() ?? null
    session.end()
    const isOutside = show(session.context, credential)
    news.value = { kind: 'created', credential, context: session.context, isOutside }
  }

  /** A hidden wizard has failed: it comes back with all its input. */
  function bringBack(session: WizardSession): void {
    hidden.delete(session)
    const trouble = session.sending.trouble.value
    if (session.context !== context()) {
      const { name } = session.form
      if (trouble !== null)
        news.value = { kind: 'failed', ...trouble, name: name.value, context: session.context }
      session.end()
    } else if (shown.value === null) shown.value = session
    else waiting.push(session)
  }

  /** Creates what the shown wizard contains. */
  async function create(): Promise<void> {
    const session = shown.value
    if (session === null) return
    const credential = await session.create()
    if (credential !== null) finish(session, credential)
    else if (hidden.has(session)) bringBack(session)
  }

  watch(context, () => {
    for (const session of waiting.splice(0)) session.end()
    close()
    if (news.value?.kind === 'created') news.value = null
  })

  return {
    shown,
    news,
    open,
    close,
    create,
    dismissNews: () => void (news.value = null),
  }
}
