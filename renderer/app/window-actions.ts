import { useRouter } from 'vue-router'
import { failureText } from '../../shared/failure-text/failure-text.ts'
import { hostOf } from '../../shared/failure-text/failure-wording.ts'
import { usePalette } from '../features/palette/palette.store.ts'
import { useFileVerbs } from '../features/snapshots/use-file-verbs.ts'
import { useContextMarks } from '../state/contexts/context-marks.store.ts'
import { useContextsStore } from '../state/contexts/contexts.store.ts'
import { useOpenContext } from '../state/open-context/open-context.store.ts'
import type { Action } from '../state/actions/action.ts'
import { useActions } from '../state/actions/use-actions.ts'
import { useTableLayouts } from '../state/table-layouts/table-layouts.store.ts'
import { contextKeys, densityKeys, mostContextKeys, windowKeys } from '../state/actions/window-keys.ts'
import { innerPages, pages } from './pages.ts'

/** Offers the actions of every page: going to another page, opening another cluster, refreshing. */
export function useWindowActions(): void {
  const contexts = useContextsStore()
  const openContext = useOpenContext()
  const marks = useContextMarks()
  const router = useRouter()
  const palette = usePalette()
  const layouts = useTableLayouts()
  const files = useFileVerbs()

  const toPages = (): Action[] =>
    [...pages, ...innerPages].map(({ path, icon, title, keys, needsCluster }) => ({
      id: `go${path}`,
      title,
      group: 'Pages',
      icon,
      ...(keys === undefined ? {} : { keys: [keys] }),
      unavailable: needsCluster && openContext.context === '' ? 'No cluster is open.' : '',
      run: () => void router.push(path),
    }))

  const toContexts = (): Action[] =>
    contexts.contexts.map(({ name, user, server, problem }, at) => ({
      id: `context/${name}`,
      title: marks.nameOf(name),
      group: 'Clusters',
      icon: 'cluster',
      context: name,
      detail: `${user} at ${hostOf(server)}`,
      ...(at < mostContextKeys ? { keys: [contextKeys(at + 1)] } : {}),
      unavailable: problem === null ? '' : failureText(problem, { context: name, now: Date.now() }).title,
      run: () => contexts.choose(name),
    }))

  const ofWindow = (): Action[] => [
    {
      id: 'palette',
      title: 'Command palette…',
      group: 'Window',
      icon: 'search',
      keys: [windowKeys.palette],
      run: palette.open,
    },
    {
      id: 'keys',
      title: 'Keys',
      group: 'Window',
      icon: 'keys',
      keys: [windowKeys.keys],
      run: palette.openKeys,
    },
    {
      id: 'clusters',
      title: 'Choose a cluster…',
      group: 'Window',
      icon: 'cluster',
      keys: [windowKeys.clusters],
      unavailable: contexts.contexts.length === 0 ? 'The kubeconfig has no clusters.' : '',
      run: () => void (contexts.isSwitcherOpen = true),
    },
    {
      id: 'open-kubeconfig',
      title: 'Open kubeconfig…',
      group: 'Window',
      icon: 'project',
      keys: [windowKeys.openKubeconfig],
      run: () => void contexts.openKubeconfig(),
    },
    {
      id: 'open-snapshots',
      title: 'Open CSV…',
      group: 'Window',
      icon: 'snapshot',
      keys: [windowKeys.openSnapshots],
      run: () => void files.choose(),
    },
    {
      id: 'disconnect',
      title: 'Disconnect',
      group: 'Window',
      icon: 'offline',
      unavailable: openContext.context === '' ? 'No cluster is open.' : '',
      run: contexts.disconnect,
    },
    {
      id: 'density',
      title: 'Compact rows',
      group: 'Window',
      icon: 'rows',
      keys: [densityKeys],
      isChecked: layouts.isDense,
      run: layouts.toggleDensity,
    },
    {
      id: 'refresh',
      title: openContext.context === '' ? 'Reload kubeconfig' : 'Refresh',
      group: 'Window',
      icon: 'refresh',
      keys: [windowKeys.refresh],
      run: () => void (openContext.context === '' ? contexts.readAgain() : openContext.refresh()),
    },
  ]

  useActions(() => [...toPages(), ...toContexts(), ...ofWindow()])
}
