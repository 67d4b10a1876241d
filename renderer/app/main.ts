import { createPinia } from 'pinia'
import { createApp } from 'vue'
import '../ui/base.css'
import '../ui/forms.css'
import '../ui/cells/cells.css'
import { keepComposedKeys } from '../ui/composed-keys.ts'
import AppShell from './AppShell.vue'
import { createPages } from './router.ts'
import { useApplicationStore } from '../state/application.store.ts'
import { saveBeforeClosing } from '../state/save-before-closing.ts'

keepComposedKeys()
saveBeforeClosing()
const app = createApp(AppShell).use(createPinia()).use(createPages())
// In development, the console shows them. Otherwise the browser doesn’t print their messages.
if (!import.meta.env.DEV) {
  const { reportFault } = useApplicationStore()
  app.config.errorHandler = (error) => void reportFault(error)
  addEventListener('error', (event) => {
    // A resize that took more than a frame is reported without one.
    if (!(event.error instanceof Error)) return
    event.preventDefault()
    void reportFault(event.error)
  })
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    void reportFault(event.reason)
  })
}
app.mount('#app')
