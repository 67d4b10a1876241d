import { createPinia } from 'pinia'
import { createApp } from 'vue'
import '../ui/base.css'
import '../ui/forms.css'
import '../ui/cells/cells.css'
import { keepComposedKeys } from '../ui/composed-keys.ts'
import AppShell from './AppShell.vue'
import { createPages } from './router.ts'
import { saveBeforeClosing } from '../state/save-before-closing.ts'

keepComposedKeys()
saveBeforeClosing()
createApp(AppShell).use(createPinia()).use(createPages()).mount('#app')
