import { createContextsService, type Contexts } from '../../electron/services/contexts/contexts-service.ts'

/** The contexts of only this kubeconfig file, whose plugins may run. */
export const contextsOf = (kubeconfig: string): Contexts =>
  createContextsService({
    asked: { kubeconfig },
    environment: () => Promise.resolve({ PATH: process.env['PATH'] }),
    home: '/nonexistent',
    platform: 'linux',
    chooseKubeconfig: () => Promise.resolve(null),
    lastContext: () => '',
    consent: { require: () => Promise.resolve(), allow: () => Promise.resolve() },
    sandbox: null,
  })
