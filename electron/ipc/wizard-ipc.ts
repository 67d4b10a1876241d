import { wizard as contract } from '../../shared/contract/wizard.ts'
import type { Wizard } from '../services/wizard/wizard-service.ts'
import type { Ipc } from './handle.ts'

export function serveWizard(ipc: Ipc, service: Wizard): void {
  ipc.implement('wizard', contract, service)
}
