import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { labelsToWrite } from '../../shared/registration.ts'
import type { CredentialType } from '../../shared/credential-types/credential-types.ts'
import { createAuthority } from '../../tests/cluster/certificates.ts'
import { searchField } from '../../tests/e2e/application.ts'
import { robot, startRegistry } from '../../tests/registry/start-registry.ts'
import { live, small, type Scene, type Stage } from './stage.ts'

/** A credential for a single scene. */
interface Own {
  /** Its Kubernetes name. */
  secret: string
  name: string
  type: CredentialType
  kubernetesType?: string
  annotations?: Record<string, string>
  stringData?: Record<string, string>
  data?: Record<string, string>
}

const namespace = 'runai-vision-train'

/** Creates or recreates a credential, and opens its details. */
async function openOwn(stage: Stage, own: Own): Promise<Locator> {
  const { secret, name, type, kubernetesType = 'Opaque', annotations, ...values } = own
  const { window, cluster } = stage
  const object = {
    ...{ apiVersion: 'v1', kind: 'Secret', type: kubernetesType, ...values },
    metadata: {
      ...{ name: secret, namespace, labels: labelsToWrite('project', type) },
      annotations: {
        ...annotations,
        'credenza.app/credential': name,
        'credenza.app/origin': 'new',
        'credenza.app/created-by': 'm.okafor',
        'credenza.app/created-at': new Date(Date.now() - 40 * 86_400_000).toISOString(),
      },
    },
  }
  await cluster.kubectl(['delete', 'secret', secret, '-n', namespace, '--ignore-not-found'])
  await cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify(object) })
  await live(stage)
  await searchField(window).fill(name)
  await window.getByText(name, { exact: true }).first().click()
  const panel = window.getByRole('region', { name, exact: true })
  await panel.getByRole('region', { name: 'Keys', exact: true }).getByRole('listitem').first().waitFor()
  return panel
}

/** Someone deletes a credential while its details are open. */
async function deleteBelow(stage: Stage): Promise<void> {
  const { window, cluster } = stage
  const secret = 'password-segmentation-api'
  const panel = await openOwn(stage, {
    ...{ secret, name: 'Segmentation API', type: 'password' },
    stringData: { User: 'demo', Password: 'demo' },
  })
  await cluster.kubectl(['delete', 'secret', secret, '-n', namespace])
  await panel.getByText('This credential no longer exists').waitFor()
  await window.waitForTimeout(1200)
}

/** A value that isn't text, and how long it would be shown. */
async function showBinary(stage: Stage): Promise<void> {
  const { window } = stage
  const panel = await openOwn(stage, {
    ...{ secret: 'genericsecret-kafka-client', name: 'Kafka client', type: 'generic' },
    annotations: { 'credenza.app/format': 'keys' },
    data: { 'client.jks': Buffer.alloc(2_348, 0xfe).toString('base64'), 'store-password': 'ZGVtbw==' },
  })
  const anchors = panel.getByRole('navigation', { name: 'Sections' })
  await anchors.getByRole('button', { name: /^Keys/ }).click()
  await panel.getByRole('button', { name: 'Show the value of client.jks' }).click()
  await panel.getByText(/^Not text/).waitFor()
  await window.mouse.move(20, 400)
  await window.waitForTimeout(400)
}

type Outcome = 'untrusted' | 'refused' | 'accepted'

/** A login test with a local registry, whose result stays after the registry has ended. */
const testLogin = (outcome: Outcome) => async (stage: Stage) => {
  const { window } = stage
  const authority = createAuthority('registries')
  const registry = await startRegistry(authority.issue({ name: '127.0.0.1', hosts: ['127.0.0.1'] }))
  try {
    const address = `127.0.0.1:${registry.port}`
    const login = { ...robot, password: outcome === 'refused' ? 'demo' : robot.password }
    const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64')
    const panel = await openOwn(stage, {
      ...{ secret: 'dockerregistry-lab-registry', name: 'Lab registry', type: 'docker-registry' },
      kubernetesType: 'kubernetes.io/dockerconfigjson',
      annotations: { 'credenza.app/registry-url': address },
      stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [address]: { ...login, auth } } }) },
    })
    await panel.getByRole('button', { name: 'Test login…' }).click()
    const dialog = window.getByRole('dialog', { name: /^Test the login/ })
    await dialog.getByRole('button', { name: 'Test login' }).click()
    await dialog.getByText(`The certificate of ${address} isn’t trusted`).waitFor()
    if (outcome !== 'untrusted') {
      const file = join(stage.home, 'authorities.pem')
      await writeFile(file, authority.certificate)
      await stage.choose(file)
      await dialog.getByRole('button', { name: 'Trust authorities from a file…' }).click()
      await dialog.getByText(`${address} ${outcome} this login`).waitFor()
      await dialog.getByRole('button', { name: 'Show requests' }).click()
    }
    await window.mouse.move(20, 400)
    await window.waitForTimeout(400)
  } finally {
    await registry.stop()
  }
}

/** States of credentials that the demo company doesn't have. Taken last, since they stay in the cluster. */
export const ownCredentialScenes: Scene[] = [
  { name: 'details-gone', show: deleteBelow },
  { name: 'details-gone-small', size: small, show: deleteBelow },
  { name: 'values-binary', show: showBinary },
  { name: 'values-binary-small', size: small, show: showBinary },
  { name: 'login-accepted', show: testLogin('accepted') },
  { name: 'login-accepted-small', size: small, show: testLogin('accepted') },
  { name: 'login-refused', show: testLogin('refused') },
  { name: 'login-refused-small', size: small, show: testLogin('refused') },
  { name: 'login-certificate', show: testLogin('untrusted') },
  { name: 'login-certificate-small', size: small, show: testLogin('untrusted') },
]
