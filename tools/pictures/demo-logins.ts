import { labelsToWrite } from '../../shared/registration.ts'

/**
 * Logins that the wizard offers in `vision-train`: the first two as kubectl creates them now, the last in the older
 * format.
 */
export const wizardLogin = {
  url: 'harbor.int.halden.io',
  names: ['harbor-train', 'harbor-vision-robot', 'regcred-2021'],
} as const

/** Their objects. */
export function wizardObjects(): object[] {
  const entry = { username: 'demo', password: 'demo', auth: Buffer.from('demo:demo').toString('base64') }
  const entries = { [wizardLogin.url]: entry }
  return wizardLogin.names.map((name, index) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'runai-vision-train', labels: labelsToWrite('project', 'docker-registry') },
    type: index < 2 ? 'kubernetes.io/dockerconfigjson' : 'kubernetes.io/dockercfg',
    stringData:
      index < 2
        ? { '.dockerconfigjson': JSON.stringify({ auths: entries }) }
        : { '.dockercfg': JSON.stringify(entries) },
  }))
}
