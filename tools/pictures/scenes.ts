import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { searchField } from '../../tests/e2e/application.ts'
import { statusAnswer, type FaultyProxy } from '../../tests/cluster/faulty-proxy.ts'
import { contextsScenes } from './contexts-scenes.ts'
import { detailsScenes } from './details-scenes.ts'
import { expiryScenes } from './expiry-scenes.ts'
import { lifeScenes } from './life-scenes.ts'
import { ownCredentialScenes } from './own-credential-scenes.ts'
import { paletteScenes } from './palette-scenes.ts'
import { rightsScenes } from './rights-scenes.ts'
import { rotationScenes } from './rotation-scenes.ts'
import { sandboxScenes } from './sandbox-scenes.ts'
import { selectionScenes } from './selection-scenes.ts'
import { secretsScenes } from './secrets-scenes.ts'
import { snapshotsScenes } from './snapshots-scenes.ts'
import { activityScenes } from './activity-scenes.ts'
import { settingsScenes } from './settings-scenes.ts'
import { usageScenes } from './usage-scenes.ts'
import { wizardScenes } from './wizard-scenes.ts'
import { viewsScenes } from './views-scenes.ts'
import { otherSizes } from './large-scenes.ts'
import { live, small, type Scene } from './stage.ts'

const heading = (window: Page, text: RegExp): Promise<void> =>
  window.getByRole('heading', { name: text }).waitFor()

const secretsOnly = (treatment: Parameters<FaultyProxy['treat']>[0]) => (proxy: FaultyProxy) =>
  proxy.treat((request) => (request.url?.includes('/secrets') === true ? treatment(request) : 'pass'))

const ofUsualSize: Scene[] = [
  { name: 'live', show: live },
  { name: 'live-small', size: small, show: live },
  {
    name: 'columns',
    show: async (stage) => {
      await live(stage)
      await stage.window.getByRole('button', { name: 'Columns' }).click()
    },
  },
  {
    name: 'more',
    show: async (stage) => {
      await live(stage)
      await stage.window.getByRole('button', { name: 'More' }).click()
    },
  },
  {
    name: 'filter',
    show: async (stage) => {
      await live(stage)
      await stage.window.getByRole('button', { name: 'Filter by Scope' }).click()
    },
  },
  {
    name: 'issues',
    show: async (stage) => {
      await live(stage)
      await stage.window
        .locator('[data-column=status]', { hasText: /\d issue/ })
        .first()
        .hover()
    },
  },
  ...contextsScenes,
  ...rightsScenes,
  ...rotationScenes,
  {
    name: 'secrets',
    show: async (stage) => {
      await live(stage)
      await stage.window.getByRole('link', { name: /^Secrets/ }).click()
      await stage.window.getByText('harbor-pull').waitFor()
      await stage.window.waitForTimeout(300)
    },
  },
  ...secretsScenes,
  ...activityScenes,
  ...settingsScenes,
  ...snapshotsScenes,
  ...wizardScenes,
  ...detailsScenes,
  ...selectionScenes,
  ...lifeScenes,
  ...paletteScenes,
  ...viewsScenes,
  ...expiryScenes,
  ...usageScenes,
  ...sandboxScenes,
  {
    name: 'saved',
    show: async (stage) => {
      await live(stage)
      await stage.saveAs(join(stage.home, 'Downloads', 'credentials-prod-eu-1-2026-11-23-094500.csv'))
      await stage.window.keyboard.press('Control+s')
      await stage.window.getByText('credentials-prod-eu-1-2026-11-23').waitFor()
    },
  },
  {
    name: 'nothing-found',
    show: async (stage) => {
      await live(stage)
      await searchField(stage.window).fill('habror')
      await heading(stage.window, /habror/)
    },
  },
  {
    name: 'welcome-small',
    size: small,
    kubeconfig: () => null,
    show: ({ window }) => heading(window, /No kubeconfig/),
  },
  { name: 'welcome', kubeconfig: () => null, show: ({ window }) => heading(window, /No kubeconfig/) },
  {
    name: 'kubeconfig-broken',
    kubeconfig: () =>
      'apiVersion: v1\nkind: Config\ncontexts:\n- name: prod\n  context: {cluster: prod\nusers: []\n',
    show: ({ window }) => heading(window, /kubeconfig|config/i),
  },
  {
    name: 'connecting',
    treat: (proxy) => proxy.treat(() => 'hang'),
    show: async ({ window }) => {
      await heading(window, /Connecting/)
      await window.waitForTimeout(1500)
    },
  },
  {
    name: 'loading',
    // One of the lists is slow, the others are immediate.
    treat: secretsOnly((request) =>
      request.url?.includes('asset') === true ? { bytesPerSecond: 300 } : 'pass',
    ),
    show: async ({ window }) => {
      await window.locator('[role=row][data-uid]').nth(3).waitFor()
      await window.waitForTimeout(600)
    },
  },
  {
    name: 'empty',
    isBeforeClaims: true,
    show: ({ window }) => heading(window, /No credentials/),
  },
  {
    name: 'partial',
    // One of the lists is cut off every time, the others get through.
    treat: secretsOnly((request) => (request.url?.includes('asset') === true ? { cutAfter: 100 } : 'pass')),
    show: async ({ window }) => {
      await window.getByRole('main').getByText('The list is incomplete.').waitFor()
      await window.getByText('Artifactory pull').waitFor()
      await window.waitForTimeout(300)
    },
  },
  {
    name: 'failed',
    treat: (proxy) => proxy.treat(() => statusAnswer(401, 'Unauthorized', 'token has expired')),
    show: ({ window }) => heading(window, /refused|sign/i),
  },
  {
    name: 'forbidden',
    treat: secretsOnly(() =>
      statusAnswer(
        403,
        'Forbidden',
        'secrets is forbidden: User "m.okafor" cannot list resource "secrets" in API group "" at the cluster scope',
      ),
    ),
    show: ({ window }) => heading(window, /can’t list secrets/),
  },
  {
    name: 'reconnecting',
    show: async (stage) => {
      await live(stage)
      stage.proxy.treat(() => 'reset')
      stage.proxy.cutAll()
      await stage.window.getByText(/Connection lost/).waitFor()
      await stage.window.waitForTimeout(2500)
    },
  },
]

export const scenes: Scene[] = [...ofUsualSize, ...otherSizes(ofUsualSize), ...ownCredentialScenes]
