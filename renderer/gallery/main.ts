import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import '../ui/base.css'
import '../ui/forms.css'
import '../ui/cells/cells.css'
import GalleryPage from './GalleryPage.vue'
import { keepComposedKeys } from '../ui/composed-keys.ts'
import { offerBridge } from './bridge.ts'

/**
 * The gallery: every component of `renderer/ui` in every state. `npm run gallery` shows it, component tests use it, and
 * the product doesn't contain it.
 */
offerBridge()
keepComposedKeys()
const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:any(.*)', component: { render: () => null } }],
})
createApp(GalleryPage).use(createPinia()).use(router).mount('#app')
