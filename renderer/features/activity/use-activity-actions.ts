import { computed, type ComputedRef } from 'vue'
import { useRouter } from 'vue-router'
import { counted } from '../../../shared/number-text.ts'
import { commandText } from '../../../shared/shell-command.ts'
import type { Action } from '../../state/actions/action.ts'
import { useApplicationStore } from '../../state/application.store.ts'
import { useCopying } from '../../state/copying/copying.store.ts'
import { tablePieces } from '../../state/copying/table-pieces.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useDetails } from '../details/details.store.ts'
import type { PickedRows } from '../rows/picked-rows.ts'
import { useColumnChoice } from '../rows/use-column-choice.ts'
import { activityActions } from './activity-actions.ts'
import { activityCsvText, activityTable, activityText, type ActivityRow } from './activity-columns.ts'
import { useActivityExport } from './activity.store.ts'

/** All actions on some writes, and running them. Empty if there are no writes. */
export function useActivityActions(about: () => PickedRows<ActivityRow> | null): ComputedRef<Action[]> {
  const application = useApplicationStore()
  const copying = useCopying()
  const details = useDetails()
  const openContext = useOpenContext()
  const router = useRouter()
  const saving = useActivityExport()
  const { shown } = useColumnChoice(activityTable)

  const doings = {
    show({ begun: { context, object } }: ActivityRow): void {
      details.want({ context, namespace: object.namespace, name: object.name }, true)
      void router.push('/credentials')
    },
    download: (rows: readonly ActivityRow[]) => saving.startPicked(rows.map(({ begun }) => begun.entry)),
    copyRows(form: 'rows' | 'csv', rows: readonly ActivityRow[]): void {
      const titles = shown.value.map(({ title }) => title)
      const textOf = form === 'csv' ? activityCsvText : activityText
      const cells = (row: ActivityRow) => shown.value.map(({ id }) => textOf(row, id))
      void copying.copy(counted(rows.length, 'row'), tablePieces(form, titles, rows, cells))
    },
    copyCommand: (command: Parameters<typeof commandText>[0]) =>
      void copying.copy('Command', commandText(command, application.shell)),
  }
  return computed(() => {
    const picked = about()
    const { context, opened } = openContext
    const here = opened === null ? null : { context, file: opened.file, server: opened.server }
    return picked === null ? [] : activityActions(picked, here, doings)
  })
}
