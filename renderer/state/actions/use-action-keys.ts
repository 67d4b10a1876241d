import { onBeforeUnmount, onMounted } from 'vue'
import { areTyped, isBehindDialog, isTextField, pressedKeys } from '../../ui/keyboard.ts'
import { useApplicationStore } from '../application.store.ts'
import { useActionTable } from './actions.store.ts'

/** Runs actions by their keys while the component is mounted. */
export function useActionKeys(): void {
  const table = useActionTable()
  const application = useApplicationStore()

  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || isBehindDialog()) return
    const keys = pressedKeys(event, application.facts.platform)
    if (areTyped(keys) && isTextField(event.target)) return
    const action = table.forKeys(keys)
    if (action === null) return
    event.preventDefault()
    table.run(action)
  }
  onMounted(() => window.addEventListener('keydown', onKeydown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeydown))
}
