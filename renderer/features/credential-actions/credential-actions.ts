import { mostChecked } from '../../../shared/contract/checks.ts'
import type { Credential } from '../../../shared/credential.ts'
import { counted, grouped } from '../../../shared/number-text.ts'
import { visibleStart } from '../../../shared/visible-text.ts'
import type { Action } from '../../state/actions/action.ts'
import type { CopyForm } from '../../state/copying/table-pieces.ts'
import { keptElsewhere } from '../life/kept-elsewhere.ts'
import { mostLookedThrough, type PickedRows } from '../rows/picked-rows.ts'
import { rowAction, textActions, type RowsMeant } from '../rows/text-actions.ts'

/** What the actions depend on besides the credentials. */
export interface CredentialCircumstances {
  /** Why nothing may be changed, in a sentence. Empty if it may. */
  noChange: string
  /** Why this user can't change secrets of a namespace. Empty if they can, or if that is unknown. */
  noPatch: (namespace: string) => string
  /** Whether logins can be tested. The user or the site can turn it off. */
  loginTests: 'on' | 'off' | 'locked'
}

/** What the actions do. */
export interface CredentialDoings {
  check: (rows: readonly Credential[]) => void
  rotate: (row: Credential) => void
  rename: (row: Credential) => void
  end: (rows: readonly Credential[]) => void
  testLogin: (row: Credential) => void
  download: (rows: readonly Credential[]) => void
  copyRows: (form: CopyForm, rows: readonly Credential[]) => void
  copyNames: (rows: readonly Credential[]) => void
  copyLink: (row: Credential) => void
}

const forOne = 'One credential at a time.'

/**
 * All actions on some credentials, and why they can't be run. The details panel, row menus, the selection bar and the
 * palette share them.
 */
export function credentialActions(
  about: PickedRows<Credential>,
  known: CredentialCircumstances,
  doings: CredentialDoings,
): Action[] {
  const [first] = about.picked()
  if (first === undefined) return []
  const one = about.count === 1 ? first : null
  const detail = one === null ? counted(about.count, 'selected credential') : visibleStart(one.name, 60)
  const made: Made = { about, one, known, doings, meant: { count: about.count, detail } }
  return [...changing(made), ...reading(made)]
}

interface Made {
  about: PickedRows<Credential>
  /** The single credential. `null` for several. */
  one: Credential | null
  known: CredentialCircumstances
  doings: CredentialDoings
  meant: RowsMeant
}

/** Actions that write to the cluster. */
function changing({ about, one, known, doings, meant }: Made): Action[] {
  const against = (row: Credential) => known.noChange || keptElsewhere(row) || known.noPatch(row.namespace)
  const ofOne = one === null ? known.noChange || forOne : against(one)
  const isOwn = one?.origin === 'new'
  return [
    rowAction(meant, 'rotate', {
      title: 'Rotate…',
      icon: 'rotate',
      unavailable: ofOne || (one?.type === null ? 'Its type is unknown.' : ''),
      run: () => one !== null && doings.rotate(one),
    }),
    rowAction(meant, 'rename', {
      title: 'Rename…',
      icon: 'rename',
      unavailable: ofOne,
      run: () => one !== null && doings.rename(one),
    }),
    rowAction(meant, 'end', {
      title: isOwn ? 'Delete…' : 'Release…',
      icon: isOwn ? 'remove' : 'release',
      unavailable: endRefusal(about, one, known),
      run: () => doings.end(about.rows()),
    }),
  ]
}

/** Why none of them can be released or deleted. If only some can't, the dialog says so before anything is done. */
function endRefusal(
  about: PickedRows<Credential>,
  one: Credential | null,
  known: CredentialCircumstances,
): string {
  if (known.noChange !== '') return known.noChange
  // A user who can't patch may be able to delete. The dialog asks the cluster about both.
  if (one !== null) return keptElsewhere(one)
  let looked = 0
  for (const row of about.picked()) {
    looked += 1
    if (looked > mostLookedThrough || keptElsewhere(row) === '') return ''
  }
  return 'Credenza manages none of them.'
}

/** Actions that don't write. */
function reading({ about, one, known, doings, meant }: Made): Action[] {
  const isLogin = one === null || one.type === 'docker-registry'
  const loginRefusal =
    known.loginTests === 'locked' ? 'Your organization turned off login tests.' : one === null ? forOne : ''
  return [
    ...(isLogin && known.loginTests !== 'off'
      ? [
          rowAction(meant, 'test-login', {
            title: 'Test login…',
            icon: 'login',
            unavailable: loginRefusal,
            run: () => one !== null && doings.testLogin(one),
          }),
        ]
      : []),
    rowAction(meant, 'check', {
      title: 'Check',
      icon: 'check',
      unavailable: about.count > mostChecked ? `Select at most ${grouped(mostChecked)} to check them.` : '',
      run: () => doings.check(about.rows()),
    }),
    ...textActions(meant, {
      download: () => doings.download(about.rows()),
      copyRows: (form) => doings.copyRows(form, about.rows()),
      copyNames: () => doings.copyNames(about.rows()),
    }),
    rowAction(meant, 'copy-link', {
      title: 'Copy link',
      icon: 'copy',
      unavailable: one === null ? forOne : '',
      run: () => one !== null && doings.copyLink(one),
    }),
  ]
}
