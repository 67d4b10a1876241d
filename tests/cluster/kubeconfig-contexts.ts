import { createContexts, type Contexts } from '../../electron/services/contexts.ts'

/** The contexts of one kubeconfig file alone, whose plugins may run. */
export const contextsOf = (kubeconfig: string): Contexts =>
  createContexts({
    asked: { kubeconfig },
    environment: {},
    home: '/nonexistent',
    platform: 'linux',
    chooseKubeconfig: () => Promise.resolve(null),
    lastContext: () => '',
    consent: { require: () => Promise.resolve(), allow: () => Promise.resolve() },
    sandbox: null,
    pluginPath: () => Promise.resolve(process.env['PATH'] ?? ''),
  })
