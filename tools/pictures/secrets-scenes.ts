import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { statusAnswer } from '../../tests/cluster/faulty-proxy.ts'
import { rowOf } from '../../tests/e2e/application.ts'
import { live, small, type Scene, type Stage } from './stage.ts'

const namespace = 'runai-vision-train'
const someNames = ['cvat-annotations', 'ghcr-pull-2026', 'git-deploy', 'nightly-export', 'smtp-relay']

/** Shows the unregistered secrets of a namespace, as before any scene registered one. */
async function unregistered(stage: Stage, of = namespace): Promise<void> {
  const { window, cluster } = stage
  const labels = ['run.ai/credentials-', 'run.ai/resource-']
  await cluster.kubectl(['label', 'secret', '-n', namespace, ...someNames, ...labels])
  await live(stage)
  await window.getByRole('link', { name: /^Secrets/ }).click()
  await window.getByText('Unregistered', { exact: true }).click()
  await window.getByRole('button', { name: 'Choose a namespace', exact: true }).click()
  await window.getByRole('menuitem', { name: new RegExp(`${of}$`) }).click()
  await window.locator('[role=row][data-uid]').first().waitFor()
  await window.waitForTimeout(300)
}

async function select(window: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await rowOf(window, name).locator('[data-column="#box"]').click()
  await window.mouse.move(600, 760)
}

async function register(stage: Stage, type: string): Promise<void> {
  await stage.window.getByRole('button', { name: 'Register…' }).click()
  await stage.window.getByRole('radio', { name: new RegExp(`^${type}`) }).check()
}

const patches = (stage: Stage, names: readonly string[], treatment: 'hang' | 409) =>
  stage.proxy.treat((request) => {
    const isMeant = request.method === 'PATCH' && names.some((name) => request.url?.includes(name) === true)
    if (!isMeant) return 'pass'
    if (treatment === 'hang') return 'hang'
    return statusAnswer(409, 'Conflict', 'the object has been modified')
  })

const denied = {
  status: 201,
  body: JSON.stringify({
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    spec: {},
    status: { allowed: false },
  }),
}

async function openUnused(stage: Stage): Promise<void> {
  await live(stage)
  await stage.window.getByRole('link', { name: /^Secrets/ }).click()
  await stage.window.getByText('harbor-pull').waitFor()
}

/** The Secrets page besides its list of unused ones. */
export const secretsScenes: Scene[] = [
  {
    name: 'secrets-choose',
    show: async (stage) => {
      await openUnused(stage)
      await stage.window.getByText('Unregistered', { exact: true }).click()
      await stage.window.getByRole('button', { name: 'Choose a namespace…' }).click()
      await stage.window.waitForTimeout(300)
    },
  },
  ...[undefined, small].map((size) => ({
    name: size === undefined ? 'secrets-unregistered' : 'secrets-unregistered-small',
    ...(size === undefined ? {} : { size }),
    show: async (stage: Stage) => {
      await unregistered(stage)
      await select(stage.window, someNames.slice(0, 3))
    },
  })),
  ...[undefined, small].map((size) => ({
    name: size === undefined ? 'secrets-filtered' : 'secrets-filtered-small',
    ...(size === undefined ? {} : { size }),
    show: async (stage: Stage) => {
      const { window } = stage
      await unregistered(stage)
      await rowOf(window, 'ghcr-pull-2026').locator('[data-column=secretType]').click({ button: 'right' })
      await window.getByRole('menuitem', { name: /^Filter by/ }).click()
      await window
        .getByRole('button', { name: /^Filter by Secret type/ })
        .last()
        .click()
      await window.getByRole('checkbox', { name: 'Not: show all others' }).check()
      await window.waitForTimeout(300)
    },
  })),
  ...[undefined, small].map((size) => ({
    name: size === undefined ? 'secrets-saved' : 'secrets-saved-small',
    ...(size === undefined ? {} : { size }),
    show: async (stage: Stage) => {
      const { window } = stage
      await openUnused(stage)
      await window.getByRole('button', { name: 'Filter', exact: true }).click()
      await window.getByRole('menuitem', { name: 'Keys' }).click()
      await window.getByRole('checkbox', { name: /^1 key/ }).check()
      await window.keyboard.press('Escape')
      await stage.saveAs(join(stage.home, 'Downloads', 'unused-secrets-prod-eu-1-2026-11-23-094500.csv'))
      await window.keyboard.press('Control+s')
      await window.getByText('unused-secrets-prod-eu-1-2026-11-23').waitFor()
      await window.waitForTimeout(300)
    },
  })),
  {
    name: 'secrets-menu',
    show: async (stage) => {
      await unregistered(stage)
      await rowOf(stage.window, 'ghcr-pull-2026').click({ button: 'right' })
      await stage.window.getByRole('menu').waitFor()
    },
  },
  ...[undefined, small].map((size) => ({
    name: size === undefined ? 'secrets-register' : 'secrets-register-small',
    ...(size === undefined ? {} : { size }),
    show: async (stage: Stage) => {
      await unregistered(stage)
      await select(stage.window, someNames)
      await register(stage, 'Username and password')
      await stage.window.waitForTimeout(300)
    },
  })),
  {
    name: 'secrets-register-cluster',
    show: async (stage) => {
      await unregistered(stage, 'runai')
      await select(stage.window, ['ca-mirror-login'])
      await register(stage, 'Username and password')
      await stage.window.getByRole('radio', { name: /^Department/ }).check()
      await stage.window.waitForTimeout(300)
    },
  },
  {
    name: 'secrets-running',
    show: async (stage) => {
      await unregistered(stage)
      await select(stage.window, someNames)
      patches(stage, ['nightly', 'smtp'], 'hang')
      await register(stage, 'Username and password')
      await stage.window.getByRole('button', { name: /^Register \d/ }).click()
      await stage.window.getByRole('heading', { name: 'Registering 2 of 4' }).waitFor()
      await stage.window.waitForTimeout(300)
    },
  },
  ...[undefined, small].map((size) => ({
    name: size === undefined ? 'secrets-results' : 'secrets-results-small',
    ...(size === undefined ? {} : { size }),
    show: async (stage: Stage) => {
      await unregistered(stage)
      await select(stage.window, someNames)
      patches(stage, ['nightly'], 409)
      await register(stage, 'Username and password')
      await stage.window.getByRole('button', { name: /^Register \d/ }).click()
      await stage.window.getByRole('heading', { name: /failed$/ }).waitFor()
      await stage.window.waitForTimeout(1200)
    },
  })),
  {
    name: 'secrets-unregister',
    show: async (stage) => {
      await openUnused(stage)
      await select(stage.window, ['harbor-pull', 's3-import', 'imaging-ro'])
      await stage.window.getByRole('button', { name: 'Unregister…' }).click()
      await stage.window.waitForTimeout(300)
    },
  },
  {
    name: 'secrets-reader',
    treat: (proxy) =>
      proxy.treat((request) =>
        request.url?.includes('selfsubjectaccessreviews') === true ? denied : 'pass',
      ),
    show: async (stage) => {
      await unregistered(stage)
      await select(stage.window, someNames.slice(0, 2))
      await stage.window.getByRole('button', { name: 'Register…' }).hover()
      await stage.window.waitForTimeout(600)
    },
  },
  {
    name: 'secrets-forbidden',
    show: async (stage) => {
      await openUnused(stage)
      stage.proxy.treat((request) =>
        request.url?.includes(`${namespace}/secrets`) === true
          ? statusAnswer(
              403,
              'Forbidden',
              `secrets is forbidden: User "m.okafor" cannot list resource "secrets" in API group "" in the namespace "${namespace}"`,
            )
          : 'pass',
      )
      await stage.window.getByText('Unregistered', { exact: true }).click()
      await stage.window.getByRole('button', { name: 'Choose a namespace', exact: true }).click()
      await stage.window.getByRole('menuitem', { name: /vision-train/ }).click()
      await stage.window.getByRole('alert').waitFor()
    },
  },
]
