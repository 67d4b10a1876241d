import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './app/base.css'
import './ui/cells/cells.css'
import AppShell from './app/AppShell.vue'
import { createPages } from './app/router.ts'

createApp(AppShell).use(createPinia()).use(createPages()).mount('#app')
