import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import ActivityPage from '../features/activity/ActivityPage.vue'
import CredentialsPage from '../features/credentials/CredentialsPage.vue'
import SecretsPage from '../features/secrets/SecretsPage.vue'
import SettingsPage from '../features/settings/SettingsPage.vue'
import ComparePage from '../features/snapshots/ComparePage.vue'
import HistoryPage from '../features/snapshots/HistoryPage.vue'
import SnapshotPage from '../features/snapshots/SnapshotPage.vue'
import SnapshotsPage from '../features/snapshots/SnapshotsPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** The page is that of every cluster, or of none: it is shown without one. */
    needsNoCluster?: boolean
  }
}

const meta = { needsNoCluster: true }

/** The pages; the address never leaves the window's own file. */
export function createPages(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/credentials', name: 'credentials', component: CredentialsPage },
      { path: '/secrets', name: 'secrets', component: SecretsPage },
      { path: '/snapshots', name: 'snapshots', component: SnapshotsPage, meta },
      { path: '/snapshots/file/:id', name: 'snapshot', component: SnapshotPage, meta },
      { path: '/snapshots/compare', name: 'compare', component: ComparePage, meta },
      { path: '/snapshots/history', name: 'history', component: HistoryPage, meta },
      { path: '/activity', name: 'activity', component: ActivityPage, meta },
      { path: '/settings', name: 'settings', component: SettingsPage, meta },
      { path: '/:rest(.*)', redirect: '/credentials' },
    ],
  })
}
