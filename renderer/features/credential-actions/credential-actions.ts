import { mostChecked } from '../../../shared/contract/checks.ts'
import type { Credential } from '../../../shared/credential.ts'
import { counted, grouped } from '../../../shared/number-text.ts'
import { visibleText } from '../../../shared/visible-text.ts'
import type { Action } from '../../state/actions/action.ts'
import type { CopyForm } from '../../state/copying/table-pieces.ts'
import { keptElsewhere } from '../life/kept-elsewhere.ts'

/** The credentials that actions are about: one, or the selected ones, of which very many may be. */
export interface PickedCredentials {
  readonly count: number
  /** One by one, to look at a few. */
  picked: () => Iterable<Credential>
  /** All of them in the table's order. */
  rows: () => readonly Credential[]
}

/** What is known of the place and the user. */
export interface CredentialCircumstances {
  /** Why nothing may be changed, in a sentence; empty where it may. */
  noChange: string
  /** Why this user may not change secrets of a namespace; empty where it may, or where that is not known. */
  noPatch: (namespace: string) => string
  /** Whether logins can be tested: no by the user's own setting, or by that of a site. */
  loginTests: 'on' | 'off' | 'locked'
}

/** What the actions lead to. */
export interface CredentialDoings {
  check: (rows: readonly Credential[]) => void
  rotate: (row: Credential) => void
  rename: (row: Credential) => void
  end: (rows: readonly Credential[]) => void
  testLogin: (row: Credential) => void
  download: (rows: readonly Credential[]) => void
  copyRows: (form: CopyForm, rows: readonly Credential[]) => void
  copyNames: (rows: readonly Credential[]) => void
}

export const oneCredential = (row: Credential): PickedCredentials => ({
  count: 1,
  picked: () => [row],
  rows: () => [row],
})

const forOne = 'One credential at a time.'

/**
 * All that can be done with some credentials, and why not. The panel of details, the menu of a row, the bar of a selection
 * and the palette show these same ones.
 */
export function credentialActions(
  about: PickedCredentials,
  known: CredentialCircumstances,
  doings: CredentialDoings,
): Action[] {
  const [first] = about.picked()
  if (first === undefined) return []
  const one = about.count === 1 ? first : null
  const detail =
    one === null ? counted(about.count, 'selected credential') : visibleText(one.name.slice(0, 60))
  const action = (id: string, made: Omit<Action, 'id' | 'group' | 'detail'>): Action => ({
    ...made,
    ...{ id: `row-${id}`, group: 'Row', detail },
  })
  return [
    ...changing({ about, one, known, doings, action }),
    ...reading({ about, one, known, doings, action }),
  ]
}

interface Made {
  about: PickedCredentials
  /** The one credential, `null` for several. */
  one: Credential | null
  known: CredentialCircumstances
  doings: CredentialDoings
  action: (id: string, made: Omit<Action, 'id' | 'group' | 'detail'>) => Action
}

/** What writes to the cluster. */
function changing({ about, one, known, doings, action }: Made): Action[] {
  const against = (row: Credential) => known.noChange || keptElsewhere(row) || known.noPatch(row.namespace)
  const ofOne = one === null ? known.noChange || forOne : against(one)
  const isOwn = one?.origin === 'new'
  return [
    action('rotate', {
      title: 'Rotate…',
      icon: 'rotate',
      unavailable: ofOne || (one?.type === null ? 'Its type isn’t known.' : ''),
      run: () => one !== null && doings.rotate(one),
    }),
    action('rename', {
      title: 'Rename…',
      icon: 'rename',
      unavailable: ofOne,
      run: () => one !== null && doings.rename(one),
    }),
    action('end', {
      title: isOwn ? 'Delete…' : 'Release…',
      icon: isOwn ? 'remove' : 'release',
      unavailable: endRefusal(about, one, known),
      run: () => doings.end(about.rows()),
    }),
  ]
}

/** Most credentials that are looked at to find one that can be released. */
const mostLookedThrough = 5000

/** Why none of them can be released or deleted. Which of several are left out is said in the dialog, before anything is done. */
function endRefusal(
  about: PickedCredentials,
  one: Credential | null,
  known: CredentialCircumstances,
): string {
  if (known.noChange !== '') return known.noChange
  // Who may not patch may delete: the dialog asks the cluster for both.
  if (one !== null) return keptElsewhere(one)
  let looked = 0
  for (const row of about.picked()) {
    looked += 1
    if (looked > mostLookedThrough || keptElsewhere(row) === '') return ''
  }
  return 'None of them is kept by Credenza.'
}

/** What writes nothing. */
function reading({ about, one, known, doings, action }: Made): Action[] {
  const isLogin = one === null || one.type === 'docker-registry'
  const loginRefusal =
    known.loginTests === 'locked' ? 'Your organization turned off login tests.' : one === null ? forOne : ''
  return [
    ...(isLogin && known.loginTests !== 'off'
      ? [
          action('test-login', {
            title: 'Test login…',
            icon: 'login',
            unavailable: loginRefusal,
            run: () => one !== null && doings.testLogin(one),
          }),
        ]
      : []),
    action('check', {
      title: 'Check',
      icon: 'check',
      unavailable:
        about.count > mostChecked
          ? `Select at most ${grouped(mostChecked)}: so many are checked at once.`
          : '',
      run: () => doings.check(about.rows()),
    }),
    action('download', {
      title: 'Download CSV…',
      icon: 'download',
      run: () => doings.download(about.rows()),
    }),
    action('copy-rows', {
      title: about.count === 1 ? 'Copy row' : 'Copy rows',
      icon: 'copy',
      run: () => doings.copyRows('rows', about.rows()),
    }),
    action('copy-csv', {
      title: 'Copy as CSV',
      icon: 'copy',
      run: () => doings.copyRows('csv', about.rows()),
    }),
    action('copy-names', {
      title: about.count === 1 ? 'Copy kubectl name' : 'Copy kubectl names',
      icon: 'terminal',
      run: () => doings.copyNames(about.rows()),
    }),
  ]
}
