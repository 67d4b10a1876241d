import { describe, expect, it } from 'vitest'
import { failureOf, type Failure } from '../../shared/failure.ts'
import type { PluginConfig, ResolvedContext } from '../kube/resolved-context.ts'
import { createPluginConsent, type PluginMemory } from './plugin-consent.ts'

const plugin: PluginConfig = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: '/usr/bin/kubelogin',
  args: ['get-token', '--tenant=x'],
  env: { TENANT: 'x' },
  installHint: '',
  isToldOfCluster: false,
  clusterConfig: null,
}

const contextWith = (changes: Partial<PluginConfig> = {}, file = '/home/u/.kube/config') =>
  ({
    user: 'u',
    userFile: file,
    signIn: { kind: 'plugin', plugin: { ...plugin, ...changes } },
  }) as ResolvedContext

function consent() {
  let memory: PluginMemory = { seenPlugins: {}, allowedPlugins: [] }
  const asked = createPluginConsent({
    read: () => memory,
    change: (changes) => {
      memory = { ...memory, ...changes }
      return Promise.resolve()
    },
  })
  const refusal = async (resolved: ResolvedContext, isUsualPlace: boolean) => {
    try {
      await asked.require(resolved, isUsualPlace)
      return null
    } catch (error) {
      return failureOf(error) as Extract<Failure, { code: 'plugin-not-allowed' }>
    }
  }
  return { ...asked, refusal, memory: () => memory }
}

describe('a kubeconfig that wants to run a program', () => {
  it('may, where kubectl looks, as it is when it is first seen', async () => {
    const { refusal } = consent()
    expect(await refusal(contextWith(), true)).toBeNull()
    expect(await refusal(contextWith(), true)).toBeNull()
  })

  it('is asked about where its command, an argument or a value of its environment changed', async () => {
    for (const change of [
      { command: '/tmp/evil' },
      { args: ['get-token', '--tenant=y'] },
      { env: { TENANT: 'y' } },
      { env: { TENANT: 'x', LD_PRELOAD: '/tmp/evil.so' } },
    ]) {
      const { refusal } = consent()
      await refusal(contextWith(), true)
      expect(await refusal(contextWith(change), true)).toMatchObject({ isChanged: true })
    }
  })

  it('is asked about once in any other place: a file that someone sent runs nothing by being opened', async () => {
    const { refusal, allow } = consent()
    const sent = contextWith({}, '/downloads/config')
    const failure = await refusal(sent, false)
    expect(failure).toMatchObject({
      code: 'plugin-not-allowed',
      command: '/usr/bin/kubelogin',
      args: ['get-token', '--tenant=x'],
      environment: ['TENANT'],
      isChanged: false,
    })
    await allow(sent, failure?.fingerprint ?? '')
    expect(await refusal(sent, false)).toBeNull()
    const changed = await refusal(contextWith({ args: [] }, '/downloads/config'), false)
    expect(changed).toMatchObject({ isChanged: true })
    expect(await refusal(contextWith({}, '/downloads/other'), false)).not.toBeNull()
  })

  it('is not allowed by the word that was given for another command', async () => {
    const { allow, refusal } = consent()
    const shown = await refusal(contextWith({}, '/d/config'), false)
    const swapped = contextWith({ command: '/tmp/evil' }, '/d/config')
    await expect(allow(swapped, shown?.fingerprint ?? '')).rejects.toThrow('plugin-not-allowed')
    expect(await refusal(swapped, false)).not.toBeNull()
  })

  it('leaves none of its values in what is told or remembered', async () => {
    const { refusal, allow, memory } = consent()
    const secret = contextWith({ env: { CLIENT_SECRET: 'hunter2' } }, '/d/config')
    const failure = await refusal(secret, false)
    await allow(secret, failure?.fingerprint ?? '')
    expect(JSON.stringify([failure, memory()])).not.toContain('hunter2')
  })
})
