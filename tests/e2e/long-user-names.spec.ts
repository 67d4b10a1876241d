import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { expect, test } from './application.ts'
import { switcher } from './contexts-on-page.ts'
import { merged } from './kubeconfigs.ts'

const names = ['sandbox-administrator-'.repeat(9) + 'x', 'مدير الأسرار '.repeat(15).trim(), '👩‍🔬🧑🏽‍🚀'.repeat(25)]

test('a user’s name of any length and script leaves the cluster’s state readable and heard', async ({
  open,
  cluster,
}) => {
  const { token } = await cluster.user('long-name', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
  })
  const ca = Buffer.from(cluster.caData ?? '', 'base64').toString()
  const place = { server: cluster.server, ...(ca === '' ? {} : { ca }) }
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    interactiveMode: 'Never',
  }
  const kubeconfig = join(cluster.folder, 'long-names.kubeconfig')
  const contexts = [
    ...names.map((name) => kubeconfigText({ ...place, name, user: { token } })),
    kubeconfigText({ ...place, name: `plugin-${names[0]}`, user: { exec } }),
  ]
  await writeFile(kubeconfig, merged(...contexts), { mode: 0o600 })
  const { window } = await open({ kubeconfig })
  const state = switcher(window).locator('.state')

  for (const [at, name] of [...names, `plugin-${names[0]}`].entries()) {
    const word = at < names.length ? 'Live' : 'Needs approval'
    await window.keyboard.press(`Control+${at + 1}`)
    await expect(switcher(window)).toHaveAccessibleDescription(`${name}, ${word.toLowerCase()}`)
    await expect(switcher(window)).toHaveAttribute('title', `${name}\n${word}\nCtrl Shift K`)
    await expect(state).toHaveText(word.toLowerCase())
    const shown = await state.evaluate((element) => {
      const box = element.getBoundingClientRect()
      const around = element.closest('.words')!.getBoundingClientRect()
      return {
        isWhole: element.scrollWidth <= element.clientWidth,
        isInside: box.left >= around.left && box.right <= around.right,
        comma: getComputedStyle(element, '::before').content,
      }
    })
    // After a name that is cut at this side, a comma would stand alone.
    const comma = name === names[1] ? '", "' : '" "'
    expect(shown).toEqual({ isWhole: true, isInside: true, comma })
  }
})
