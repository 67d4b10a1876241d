import { computed, watch, type ComputedRef } from 'vue'
import { columns, withScopeId } from '../../../shared/columns.ts'
import { credentialLink } from '../../../shared/contract/credential-link.ts'
import type { Credential } from '../../../shared/credential.ts'
import { counted } from '../../../shared/number-text.ts'
import type { Action } from '../../state/actions/action.ts'
import { usePatchRights } from '../../state/contexts/patch-rights.store.ts'
import { useMayChange } from '../../state/contexts/use-may-change.ts'
import { useCopying } from '../../state/copying/copying.store.ts'
import { kubectlNamePieces, tablePieces, type CopyForm } from '../../state/copying/table-pieces.ts'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useSettingsLocks } from '../../state/settings/settings-locks.store.ts'
import { useSettingsStore } from '../../state/settings/settings.store.ts'
import { useChecks } from '../checks/checks.store.ts'
import { useLife } from '../life/life.store.ts'
import { useRegistryLogin } from '../registry-login/registry-login.store.ts'
import { useRotate } from '../rotate/session/rotate.store.ts'
import {
  credentialActions,
  type CredentialCircumstances,
  type CredentialDoings,
} from './credential-actions.ts'
import type { PickedRows } from '../rows/picked-rows.ts'
import { useDownloadStore } from './credential-download.store.ts'

const uidsOf = (rows: readonly Credential[]) => rows.map(({ uid }) => uid)
const rowsText = (rows: readonly Credential[]) => counted(rows.length, 'row')

/** Implements the actions on credentials. */
function useDoings(): CredentialDoings {
  const openContext = useOpenContext()
  const view = useCredentialsView()
  const copying = useCopying()
  const life = useLife()
  const checks = useChecks()
  const rotate = useRotate()
  const login = useRegistryLogin()
  const download = useDownloadStore()

  function copyRows(form: CopyForm, rows: readonly Credential[]): void {
    const { basis } = view
    const ids = form === 'csv' ? withScopeId(view.columns) : view.columns
    const titles = ids.map((id) => (form === 'csv' ? columns[id].csvTitle : columns[id].title))
    const cells = (row: Credential) =>
      ids.map((id) => (form === 'csv' ? columns[id].csv(row, basis) : columns[id].text(row, basis)))
    void copying.copy(rowsText(rows), tablePieces(form, titles, rows, cells))
  }

  return {
    check: (rows) => checks.open(uidsOf(rows)),
    rotate: rotate.open,
    rename: life.rename,
    end: life.end,
    testLogin: login.ask,
    download: (rows) =>
      download.start({ context: openContext.context, selection: view.selection, uids: uidsOf(rows) }),
    copyRows,
    copyNames: (rows) => void copying.copy(counted(rows.length, 'kubectl name'), kubectlNamePieces(rows)),
    copyLink: ({ namespace, kubernetesName: name }) =>
      void copying.copy('Link', credentialLink({ namespace, name, context: openContext.context })),
  }
}

/** All actions on some credentials, and running them. Empty if there are no credentials. */
export function useCredentialActions(about: () => PickedRows<Credential> | null): ComputedRef<Action[]> {
  const openContext = useOpenContext()
  const settings = useSettingsStore()
  const locks = useSettingsLocks()
  const rights = usePatchRights()
  const { reason } = useMayChange()
  const doings = useDoings()

  /** The single credential that actions apply to. For several, permissions are checked when the action runs. */
  const one = computed(() => {
    const picked = about()
    if (picked?.count !== 1) return null
    const [row] = picked.picked()
    return row ?? null
  })
  watch(
    () => one.value?.namespace,
    (namespace) => {
      if (namespace !== undefined) void rights.ask(openContext.context, [namespace])
    },
    { immediate: true },
  )

  const known = computed<CredentialCircumstances>(() => ({
    noChange: reason.value,
    noPatch: rights.reasonAgainst,
    loginTests: settings.current.canTestLogins ? 'on' : locks.isLocked('canTestLogins') ? 'locked' : 'off',
  }))
  return computed(() => {
    const picked = about()
    return picked === null ? [] : credentialActions(picked, known.value, doings)
  })
}
