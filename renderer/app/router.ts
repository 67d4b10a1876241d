import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import CredentialsPage from '../features/credentials/CredentialsPage.vue'
import { later } from '../ui/later.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** The page doesn't depend on the cluster and is shown without one. */
    needsNoCluster?: boolean
  }
}

const meta = { needsNoCluster: true }

/** Only the first page is loaded from the start. */
const SecretsPage = later(() => import('../features/secrets/SecretsPage.vue'))
const SnapshotsPage = later(() => import('../features/snapshots/SnapshotsPage.vue'))
const SnapshotPage = later(() => import('../features/snapshots/SnapshotPage.vue'))
const ComparePage = later(() => import('../features/snapshots/ComparePage.vue'))
const HistoryPage = later(() => import('../features/snapshots/HistoryPage.vue'))
const ActivityPage = later(() => import('../features/activity/ActivityPage.vue'))
const SettingsPage = later(() => import('../features/settings/SettingsPage.vue'))

/** The routes. The URL never leaves the window's own file. */
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
