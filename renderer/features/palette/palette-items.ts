import { useRouter } from 'vue-router'
import { visibleText } from '../../../shared/visible-text.ts'
import { useActionTable } from '../../state/actions/actions.store.ts'
import type { Action, ActionGroup } from '../../state/actions/action.ts'
import { useContextsStore } from '../../state/contexts/contexts.store.ts'
import { sectionPath, settingsSections, type SettingsSectionId } from '../settings/settings-sections.ts'
import type { PaletteGroup, PaletteItem } from './palette-item.ts'

const groupOf: Readonly<Record<ActionGroup, PaletteGroup>> = {
  Row: 'Actions',
  Page: 'Actions',
  Window: 'Actions',
  Pages: 'Pages',
  Clusters: 'Clusters',
}
/** Actions on the selected rows come first, then those of the page, then those of the window. */
const order: readonly ActionGroup[] = ['Row', 'Page', 'Window', 'Pages', 'Clusters']

/** All current entries of the palette except credentials. */
export function usePaletteItems(): () => PaletteItem[] {
  const table = useActionTable()
  const contexts = useContextsStore()
  const router = useRouter()

  const ofAction = (action: Action): PaletteItem => ({
    id: action.id,
    group: groupOf[action.group],
    title: visibleText(action.title),
    hint: visibleText(action.detail ?? ''),
    icon: action.icon,
    ...(action.context === undefined ? {} : { context: action.context }),
    ...(action.keys?.[0] === undefined ? {} : { keys: action.keys[0] }),
    unavailable: action.unavailable ?? '',
    run: () => table.run(action),
  })
  const ofSection = ([id, { title, about }]: [string, { title: string; about: string }]): PaletteItem => ({
    id: `settings/${id}`,
    group: 'Settings',
    title,
    hint: about,
    icon: 'settings',
    unavailable: '',
    run: () => void router.push(sectionPath(id as SettingsSectionId)),
  })

  return () => {
    const rank = ({ group }: Action) => order.indexOf(group)
    const actions = table.actions.filter(({ id }) => id !== 'palette')
    const sections = Object.entries(settingsSections).filter(
      ([id]) => id !== 'sandbox' || (contexts.list?.sandbox ?? '') !== '',
    )
    return [
      ...actions.toSorted((one, other) => rank(one) - rank(other)).map(ofAction),
      ...sections.map(ofSection),
    ]
  }
}
