import type { WriteOperation } from '../../../shared/activity.ts'
import type { IconName } from '../../ui/icon-paths.ts'

const icons: Readonly<Record<WriteOperation, IconName>> = {
  create: 'plus',
  claim: 'credential',
  register: 'secret',
  unregister: 'secret',
  rename: 'rename',
  describe: 'rename',
  expiry: 'clock',
  rotate: 'rotate',
  restart: 'refresh',
  mend: 'mend',
  release: 'release',
  undo: 'refresh',
  delete: 'remove',
}

/** The icon of an operation. A generic one for an operation of a later version. */
export const operationIcon = (operation: string): IconName =>
  Object.hasOwn(icons, operation) ? icons[operation as WriteOperation] : 'change'
