import { join } from 'node:path'
import Papa from 'papaparse'
import { cell, expect, rowOf, rows, savedNote, searchField, test, text } from './application.ts'

test('HTML, scripts, bidi characters, formulas and 256 KiB of annotations stay text', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-hostile', { 'runai/queue': 'hostile' })
  const names = [
    '<img src=x onerror="globalThis.hacked=1">',
    '"><script>globalThis.hacked=1</script>',
    '{{ constructor.constructor("globalThis.hacked=1")() }}',
    '\u202Egnp.exe\u202C right to left',
    '=HYPERLINK("https://example.invalid";"click")',
    'a\u0000b\tc\r\nd',
    '👩‍🔬 Ünïcödé',
  ]
  // Invisible characters are shown as symbols.
  const shownAs: Record<number, string> = {
    3: '⟨U+202E⟩gnp.exe⟨U+202C⟩ right to left',
    5: 'a␀b␉c␍␊d',
  }
  const items = names.map((name, index) => ({
    ...{ apiVersion: 'v1', kind: 'Secret', stringData: { User: 'robot', Password: 'FAKE-value' } },
    metadata: {
      ...{ name: `hostile-${index}`, namespace },
      labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'password' },
      annotations: {
        'credenza.app/credential': name,
        'credenza.app/origin': 'existing',
        'credenza.app/description': `[link](javascript:globalThis.hacked=1) ${name}`,
        'credenza.app/created-at': index === 0 ? '"onload="' : '2026-01-01T00:00:00Z',
        ...(index === 6 ? { 'example.com/heavy': '{"cells":[x'.repeat(23_000) } : {}),
      },
    },
  }))
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
  const { window, home, saveAs } = await open({ kubeconfig: cluster.adminKubeconfig })
  await searchField(window).fill('hostile-')
  await expect(rows(window)).toHaveCount(names.length)
  for (const [index, name] of names.entries()) {
    const shown = cell(rowOf(window, `hostile-${index}`), 'name')
      .locator('bdi')
      .first()
    await expect(shown).toHaveText(shownAs[index] ?? name, { useInnerText: false })
  }
  expect(await window.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect(await window.locator('img, script:not([src]), a[href^="javascript"]').count()).toBe(0)
  // One name's text direction must not affect the cells next to it.
  const turned = cell(rowOf(window, 'hostile-3'), 'name').locator('bdi').first()
  expect(await turned.evaluate((element) => getComputedStyle(element).unicodeBidi)).toMatch(
    /isolate|plaintext/,
  )

  const file = join(home, 'hostile.csv')
  await saveAs(file)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, file)).toBeVisible()
  const [, ...lines] = Papa.parse<string[]>((await text(file)).slice(1).replace(/\r\n$/, ''), {
    newline: '\r\n',
  }).data
  expect(lines.map(([name]) => name?.replace(/^'/, '')).sort()).toEqual([...names].sort())
  for (const line of lines) for (const field of line) expect(field).not.toMatch(/^[=+\-@\t\r\0]/)
})
