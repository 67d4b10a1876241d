import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import CredentialsPage from '../features/credentials/CredentialsPage.vue'
import SecretsPage from '../features/secrets/SecretsPage.vue'
import SettingsPage from '../features/settings/SettingsPage.vue'

/** The pages; the address never leaves the window's own file. */
export function createPages(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/credentials', name: 'credentials', component: CredentialsPage },
      { path: '/secrets', name: 'secrets', component: SecretsPage },
      { path: '/settings', name: 'settings', component: SettingsPage },
      { path: '/:rest(.*)', redirect: '/credentials' },
    ],
  })
}
