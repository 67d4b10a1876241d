import { createPinia } from 'pinia'
import { createApp } from 'vue'
import '../ui/base.css'
import '../ui/forms.css'
import '../ui/cells/cells.css'
import AppShell from './AppShell.vue'
import { createPages } from './router.ts'

createApp(AppShell).use(createPinia()).use(createPages()).mount('#app')
